package dev.tidemark.desktop.component;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.problem.Problem;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A problem where it arises: what, why, what to do, its code, and a button that copies it all. Takes no room without one. */
public final class ProblemBox extends HBox {
    private final Label what = wrapping("problem-what");
    private final Label why = wrapping("problem-why");
    private final Label toDo = wrapping("problem-todo");
    private final Label code = new Label();
    private final CopyButton copy = new CopyButton(text("copy.details"));
    private final FontIcon icon = Icons.of(Feather.ALERT_OCTAGON);

    public ProblemBox() {
        getStyleClass().add("problem-box");
        code.getStyleClass().add("problem-code");
        // In a narrow box the button goes below the code rather than shortening it.
        FlowPane foot = new FlowPane(8, 2, code, copy);
        foot.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        VBox text = new VBox(3, what, why, toDo, foot);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().addAll(icon, text);
        setMinHeight(USE_PREF_SIZE);
        show(Optional.empty());
    }

    public void show(Optional<Problem> problem) {
        setVisible(problem.isPresent());
        setManaged(problem.isPresent());
        problem.ifPresent(p -> {
            what.setText(p.what());
            why.setText(p.why());
            toDo.setText(p.toDo());
            code.setText(p.code() + p.origin().map(o -> " · " + o).orElse(""));
            copy.copies(text("copy.problem"), p::text);
            setAccessibleText(p.text());
        });
    }

    /** For the answer to what somebody has just asked for: they look for it, so it must be in sight. */
    public void answer(Problem problem) {
        show(Optional.of(problem));
        Reveal.soon(this);
    }

    /** A warning instead of a failure. */
    public void warns() {
        Tone.WARN.on(this);
        icon.setIconCode(Feather.ALERT_TRIANGLE);
    }

    private static Label wrapping(String styleClass) {
        Label label = new Label();
        label.getStyleClass().add(styleClass);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
