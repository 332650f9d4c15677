package dev.tidemark.desktop.component;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** A rounded label with a live dot: what we are connected to. */
public final class Chip extends HBox {
    private final Region dot = new Region();
    private final Label label = new Label();

    public Chip() {
        getStyleClass().add("chip");
        dot.getStyleClass().add("dot");
        label.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(dot, label);
    }

    /**
     * @param text short
     * @param tone of the dot
     * @param detail for the tooltip and for screen readers, with what the dot says in words
     */
    public void show(String text, Tone tone, String detail) {
        label.setText(text);
        tone.on(dot);
        Hint.on(label, detail);
        setAccessibleText(text + ", " + detail);
    }
}
