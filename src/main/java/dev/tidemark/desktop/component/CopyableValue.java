package dev.tidemark.desktop.component;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** An id in monospace with a button that copies it. */
public final class CopyableValue extends HBox {
    private final Label value = new Label();
    private final CopyButton copy = new CopyButton();

    public CopyableValue() {
        getStyleClass().add("copyable");
        value.getStyleClass().add("type-mono");
        value.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(value, copy);
    }

    /**
     * @param what what it is, for screen readers and the tooltip
     * @param text the value
     */
    public void show(String what, String text) {
        value.setText(text);
        value.setAccessibleText(what + " " + text);
        copy.copies(what, value::getText);
    }

    /** For FXML: whether the value is set in large type. */
    public void setLarge(boolean large) {
        value.getStyleClass().setAll("label", large ? "type-mono-large" : "type-mono");
    }

    public boolean isLarge() {
        return value.getStyleClass().contains("type-mono-large");
    }

    /** For FXML: a word before the value. */
    public void setCaption(String caption) {
        Label label = new Label(caption);
        label.getStyleClass().add("muted");
        label.setMinWidth(USE_PREF_SIZE);
        getChildren().addFirst(label);
    }

    public String getCaption() {
        return getChildren().getFirst() instanceof Label label && label != value ? label.getText() : "";
    }
}
