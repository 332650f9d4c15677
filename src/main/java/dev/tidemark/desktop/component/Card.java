package dev.tidemark.desktop.component;

import javafx.beans.DefaultProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A framed part of a page with a title, and beside the title whatever {@code aside} holds. */
@DefaultProperty("body")
public final class Card extends VBox {
    private final Label title = new Label();
    private final HBox head = new HBox(title);
    private final HBox aside = new HBox();

    public Card() {
        getStyleClass().add("card");
        head.getStyleClass().add("card-head");
        head.setMinHeight(USE_PREF_SIZE);
        title.getStyleClass().add("card-title");
        title.setMinWidth(USE_PREF_SIZE);
        aside.getStyleClass().addAll("card-aside", "gap-8");
        aside.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        HBox.setHgrow(aside, javafx.scene.layout.Priority.ALWAYS);
        aside.getChildren().addListener((ListChangeListener<Node>) change -> {
            if (!head.getChildren().contains(aside)) {
                head.getChildren().add(aside);
            }
        });
        title.textProperty().subscribe(text -> {
            if (!text.isEmpty() && !getChildren().contains(head)) {
                getChildren().addFirst(head);
            }
        });
    }

    public StringProperty titleProperty() {
        return title.textProperty();
    }

    public String getTitle() {
        return title.getText();
    }

    public void setTitle(String text) {
        title.setText(text);
    }

    /** What stands beside the title. */
    public ObservableList<Node> getAside() {
        return aside.getChildren();
    }

    /** What stands below the title. */
    public ObservableList<Node> getBody() {
        return getChildren();
    }
}
