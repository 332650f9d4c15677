package dev.tidemark.desktop.component;

import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** How wide words are, where a layout has to know before anything is laid out; that depends on the language. */
public final class TextWidth {
    private TextWidth() {}

    /**
     * @param words in one line
     * @param size of the semi-bold letters, in pixels
     * @return in pixels
     */
    public static double of(String words, double size) {
        Text text = new Text(words);
        text.setFont(Font.font("Inter SemiBold", size));
        return Math.ceil(text.getLayoutBounds().getWidth());
    }
}
