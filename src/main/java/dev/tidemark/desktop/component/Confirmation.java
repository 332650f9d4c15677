package dev.tidemark.desktop.component;

import static dev.tidemark.desktop.text.Texts.text;

import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Asks before something that cannot be undone. It lies over the window, so it looks the same everywhere. */
public final class Confirmation extends StackPane {
    private final StackPane over;
    private final Button go = new Button();
    private final VBox box = new VBox();
    private String focusFirst = "#confirmation-no";

    /**
     * @param over the pane that it covers while it asks
     * @param title the question
     * @param consequence what exactly will happen, and what will not
     * @param yes names the action
     * @param no names the way out; Esc takes it too
     * @param confirmed what to do then
     */
    public Confirmation(StackPane over, String title, String consequence, String yes, String no, Runnable confirmed) {
        this.over = over;
        getStyleClass().add("shade");
        Label heading = new Label(title);
        heading.getStyleClass().addAll("type-heading");
        heading.setWrapText(true);
        Label text = new Label(consequence);
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        Button back = new Button(no);
        back.setId("confirmation-no");
        back.setOnAction(e -> close());
        go.setText(yes);
        go.setId("confirmation-yes");
        go.getStyleClass().add("danger");
        go.setOnAction(e -> {
            close();
            confirmed.run();
        });
        HBox buttons = new HBox(back, go);
        buttons.getStyleClass().add("gap-8");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        box.getChildren().setAll(heading, text, buttons);
        box.getStyleClass().add("confirmation");
        box.setMaxHeight(USE_PREF_SIZE);
        getChildren().add(box);
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            switch (e.getCode()) {
                case ESCAPE -> {
                    e.consume();
                    close();
                }
                case TAB -> {
                    e.consume();
                    step(e.isShiftDown() ? -1 : 1);
                }
                case ENTER -> {
                    e.consume();
                    (e.getTarget() == back ? back : go).fire();
                }
                default -> {}
            }
        });
        // What lies below it does not hear of its keys.
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (!e.isShortcutDown()) {
                e.consume();
            }
        });
    }

    /** Asks for a word as well, and is confirmed by nothing else. */
    public Confirmation typed(String word) {
        Label label = new Label(text("confirm.type", word));
        label.setWrapText(true);
        TextField field = new TextField();
        field.setId("confirmation-word");
        label.setLabelFor(field);
        go.disableProperty().bind(field.textProperty().isNotEqualTo(word));
        VBox asked = new VBox(label, field);
        asked.getStyleClass().add("gap-4");
        box.getChildren().add(box.getChildren().size() - 1, asked);
        focusFirst = "#confirmation-word";
        return this;
    }

    /** Tab stays within the question. */
    private void step(int by) {
        List<Node> stops = Stream.of("#confirmation-word", "#confirmation-no", "#confirmation-yes")
                .flatMap(id -> box.lookupAll(id).stream())
                .filter(node -> !node.isDisabled())
                .toList();
        int at = stops.indexOf(getScene().getFocusOwner());
        stops.get(Math.floorMod(at + by, stops.size())).requestFocus();
    }

    public void ask() {
        over.getChildren().add(this);
        lookup(focusFirst).requestFocus();
    }

    private void close() {
        over.getChildren().remove(this);
    }
}
