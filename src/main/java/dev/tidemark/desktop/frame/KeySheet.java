package dev.tidemark.desktop.frame;

import static dev.tidemark.desktop.text.Texts.text;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** All keys of the window with what they do, over the page; Esc, Enter and F1 take it away again. */
final class KeySheet extends StackPane {
    private final StackPane over;
    private final Button close = new Button(text("keys.close"));

    KeySheet(StackPane over) {
        this.over = over;
        getStyleClass().add("shade");
        Label title = new Label(text("keys.title"));
        title.getStyleClass().add("type-heading");
        GridPane table = new GridPane(16, 8);
        for (Shortcut shortcut : Shortcut.values()) {
            Label key = new Label(shortcut.key());
            key.getStyleClass().add("key-cap");
            key.setMinWidth(USE_PREF_SIZE);
            Label meaning = new Label(shortcut.meaning());
            meaning.setWrapText(true);
            meaning.setMinHeight(USE_PREF_SIZE);
            table.addRow(table.getRowCount(), key, meaning);
        }
        close.setId("keys-close");
        close.setOnAction(e -> hide());
        HBox foot = new HBox(close);
        foot.setAlignment(Pos.CENTER_RIGHT);
        VBox box = new VBox(title, table, foot);
        box.getStyleClass().add("confirmation");
        box.setMaxHeight(USE_PREF_SIZE);
        getChildren().add(box);
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (!e.isShortcutDown()) {
                e.consume();
                if (e.getCode() == KeyCode.ESCAPE || e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.F1) {
                    hide();
                }
            }
        });
    }

    void show() {
        if (over.getChildren().stream().noneMatch(node -> node.getStyleClass().contains("shade"))) {
            over.getChildren().add(this);
            close.requestFocus();
        }
    }

    private void hide() {
        over.getChildren().remove(this);
    }
}
