package dev.tidemark.desktop.component;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Asks before something that cannot be undone. It lies over the window, so it looks the same everywhere. */
public final class Confirmation extends StackPane {
    private final StackPane over;

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
        Button go = new Button(yes);
        go.setId("confirmation-yes");
        go.getStyleClass().add("danger");
        go.setOnAction(e -> {
            close();
            confirmed.run();
        });
        HBox buttons = new HBox(back, go);
        buttons.getStyleClass().add("gap-8");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox box = new VBox(heading, text, buttons);
        box.getStyleClass().add("confirmation");
        box.setMaxHeight(USE_PREF_SIZE);
        getChildren().add(box);
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                e.consume();
                close();
            }
        });
    }

    public void ask() {
        over.getChildren().add(this);
        lookup("#confirmation-no").requestFocus();
    }

    private void close() {
        over.getChildren().remove(this);
    }
}
