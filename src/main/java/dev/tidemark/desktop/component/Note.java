package dev.tidemark.desktop.component;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A quiet sentence with an icon; takes no room while it is empty. */
public final class Note extends HBox {
    private final FontIcon icon = Icons.of(Feather.INFO);
    private final Label label = new Label();

    public Note() {
        getStyleClass().add("note");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(label, Priority.ALWAYS);
        getChildren().addAll(icon, label);
        visibleProperty().bind(label.textProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }

    public String getText() {
        return label.getText();
    }

    public void setText(String text) {
        show(Tone.NEUTRAL, text);
    }

    public void show(Tone tone, String text) {
        tone.on(this);
        icon.setIconCode(tone == Tone.NEUTRAL ? Feather.INFO : tone.icon());
        label.setText(text);
    }
}
