package dev.tidemark.desktop.component;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** One figure and what it is. */
public final class Metric extends VBox {
    private final Label label = new Label();
    private final Label value = new Label("–");

    public Metric() {
        getStyleClass().add("metric");
        label.getStyleClass().add("metric-label");
        value.getStyleClass().add("metric-value");
        label.setMinWidth(USE_PREF_SIZE);
        value.setMinWidth(USE_PREF_SIZE);
        label.setLabelFor(value);
        getChildren().addAll(label, value);
    }

    public String getName() {
        return label.getText();
    }

    public void setName(String name) {
        label.setText(name);
    }

    public String getValue() {
        return value.getText();
    }

    public void setValue(String text) {
        value.setText(text);
        value.setAccessibleText(label.getText() + " " + text);
    }
}
