package dev.tidemark.desktop.walkthrough;

import dev.tidemark.desktop.component.CopyButton;
import dev.tidemark.desktop.component.Icons;
import dev.tidemark.desktop.text.Texts;
import dev.tidemark.walkthrough.SessionView;
import dev.tidemark.walkthrough.psql.History;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** One of the three sessions: what stands in it, and a line to type into. */
final class SessionPane extends VBox {
    private final int number;
    private final Course course;
    private final History history = new History();
    private final Label role = new Label();
    private final Tooltip roleTip = new Tooltip();
    private final Label wait = new Label();
    private final Console console = new Console();
    private final Label prompt = new Label();
    private final TextField input = new TextField();
    private final Button cancel = new Button(Texts.text("lesson.cancel"), Icons.of(Feather.X));

    /** @param number from 1 */
    SessionPane(int number, Course course) {
        this.number = number;
        this.course = course;
        getStyleClass().add("session-pane");
        HBox.setHgrow(this, Priority.ALWAYS);
        VBox.setVgrow(console, Priority.ALWAYS);
        setMinWidth(0);
        setPrefWidth(300);
        getChildren().addAll(head(), console, line());
    }

    private HBox head() {
        Region dot = new Region();
        dot.getStyleClass().addAll("session-dot", "session-" + number);
        Label name = new Label(Texts.text("lesson.session", number));
        name.getStyleClass().add("type-strong");
        name.setMinWidth(USE_PREF_SIZE);
        role.getStyleClass().add("muted");
        role.setTooltip(roleTip);
        wait.getStyleClass().add("session-wait");
        wait.setGraphic(Icons.of(Feather.PAUSE));
        wait.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        CopyButton copy = new CopyButton("");
        copy.copies(Texts.text("lesson.copy-session", number), console::text);
        HBox head = new HBox(dot, name, role, space, wait, copy);
        head.getStyleClass().add("session-head");
        return head;
    }

    private HBox line() {
        prompt.getStyleClass().add("session-prompt");
        prompt.setMinWidth(USE_PREF_SIZE);
        input.setId("type-" + number);
        input.getStyleClass().add("session-input");
        input.setPromptText(Texts.text("lesson.type"));
        input.setAccessibleText(Texts.text("lesson.type-long", number));
        input.setOnAction(e -> send());
        input.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        HBox.setHgrow(input, Priority.ALWAYS);
        cancel.getStyleClass().add("quiet-button");
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setTooltip(new Tooltip(Texts.text("lesson.cancel-long")));
        cancel.setOnAction(e -> course.cancel(number));
        HBox line = new HBox(prompt, input, cancel);
        line.getStyleClass().add("session-line");
        return line;
    }

    void show(SessionView view) {
        role.setText(view.role());
        roleTip.setText(view.role());
        prompt.setText(view.running() ? "…" : view.prompt().strip());
        console.show(view.lines(), view.hang());
        there(wait, view.hang().isPresent());
        view.hang().ifPresent(hang -> wait.setText(Texts.text("lesson.waits")));
        there(cancel, view.running());
    }

    private void send() {
        String text = input.getText();
        if (!text.isBlank()) {
            history.add(text);
        }
        input.clear();
        course.type(number, text);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN) {
            boolean older = event.getCode() == KeyCode.UP;
            (older ? history.older(input.getText()) : history.newer()).ifPresent(text -> {
                input.setText(text);
                input.end();
            });
            event.consume();
        } else if (event.getCode() == KeyCode.C
                && event.isControlDown()
                && input.getSelectedText().isEmpty()) {
            course.cancel(number);
            event.consume();
        }
    }

    private static void there(Region node, boolean is) {
        node.setVisible(is);
        node.setManaged(is);
    }
}
