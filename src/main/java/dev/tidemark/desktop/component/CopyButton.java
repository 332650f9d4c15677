package dev.tidemark.desktop.component;

import static dev.tidemark.desktop.text.Texts.text;

import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/** Copies a text, and says for a moment that it did. */
public final class CopyButton extends Button {
    private static final Duration SAID_FOR = Duration.seconds(1.4);
    private final PauseTransition said = new PauseTransition(SAID_FOR);
    private Supplier<String> text = () -> "";

    /** For FXML and for {@link #copies}. */
    public CopyButton() {
        this(text("copy.short"));
    }

    public CopyButton(String label) {
        super(label, Icons.of(Feather.COPY));
        getStyleClass().add("quiet-button");
        setMinWidth(USE_PREF_SIZE);
        said.setOnFinished(e -> {
            setText(label);
            setGraphic(Icons.of(Feather.COPY));
        });
        setOnAction(e -> copy());
    }

    /** What is copied, and what a screen reader calls it. */
    public void copies(String what, Supplier<String> source) {
        text = source;
        setAccessibleText(text("copy.what", what));
        Hint.on(this, text("copy.what", what));
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(text.get());
        Clipboard.getSystemClipboard().setContent(content);
        setText(text("copy.done"));
        setGraphic(Icons.of(Feather.CHECK));
        said.playFromStart();
    }
}
