package dev.tidemark.desktop.component;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;

/** What a colour says. It never says it alone: each tone has an icon, and what wears it has a word. */
public enum Tone {
    NEUTRAL("neutral", Feather.CIRCLE),
    GOOD("good", Feather.CHECK),
    WARN("warn", Feather.ALERT_TRIANGLE),
    BAD("bad", Feather.X_CIRCLE);

    private final PseudoClass pseudoClass;
    private final Feather icon;

    Tone(String name, Feather icon) {
        this.pseudoClass = PseudoClass.getPseudoClass(name);
        this.icon = icon;
    }

    public Feather icon() {
        return icon;
    }

    /** Gives a node this tone and takes away any other. */
    public void on(Node node) {
        for (Tone tone : values()) {
            node.pseudoClassStateChanged(tone.pseudoClass, tone == this);
        }
    }
}
