package dev.tidemark.desktop.component;

import javafx.scene.control.Label;

/** A small coloured word, with the tone's icon. */
public final class Badge extends Label {
    public Badge() {
        getStyleClass().add("badge");
        setMinWidth(USE_PREF_SIZE);
    }

    public Badge(Tone tone, String text) {
        this();
        show(tone, text);
    }

    public void show(Tone tone, String text) {
        tone.on(this);
        setText(text);
        setGraphic(tone == Tone.NEUTRAL ? null : Icons.of(tone.icon()));
    }
}
