package dev.tidemark.desktop.component;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Nothing is here yet: says so, and what to do next. */
public final class EmptyState extends VBox {
    public EmptyState(Feather icon, String title, String text) {
        getStyleClass().add("empty-state");
        Label heading = new Label(title);
        heading.getStyleClass().add("empty-title");
        Label body = new Label(text);
        body.getStyleClass().add("empty-text");
        body.setWrapText(true);
        body.setMaxWidth(420);
        getChildren().addAll(Icons.of(icon), heading, body);
    }
}
