package dev.tidemark.desktop.component;

import javafx.beans.DefaultProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** A control with its name above it, told to screen readers as such. */
@DefaultProperty("body")
public final class FormField extends VBox {
    private final Label label = new Label();

    public FormField() {
        getStyleClass().add("gap-4");
        label.getStyleClass().add("form-label");
        label.setMinWidth(USE_PREF_SIZE);
        getChildren().add(label);
        getChildren().addListener((ListChangeListener<Node>) change -> {
            if (label.getLabelFor() == null && getChildren().size() > 1) {
                label.setLabelFor(getChildren().get(1));
            }
        });
    }

    public String getName() {
        return label.getText();
    }

    public void setName(String name) {
        label.setText(name);
    }

    public ObservableList<Node> getBody() {
        return getChildren();
    }
}
