package dev.tidemark.desktop.text;

import java.util.Enumeration;
import java.util.ResourceBundle;

/**
 * A language that needs two fifths more room than English, for whoever wants to see whether that is there: the English
 * text and as much again of nothing, in words of a usual length. {@link ResourceBundle} finds it by its name.
 */
@SuppressWarnings("NamingConvention")
public final class window_en_XA extends ResourceBundle {
    private static final double MORE = 0.4;
    private static final String FILLING = " ëxträ rööm för wörds";

    @Override
    protected Object handleGetObject(String key) {
        String text = parent.getString(key);
        // What is put in for a value is no longer in another language.
        int words =
                text.replaceAll("\\{\\d[^{}]*(\\{\\d\\}[^{}]*)*\\}", "").strip().length();
        int more = key.startsWith("figures.") ? 0 : (int) Math.ceil(words * MORE);
        return text
                + FILLING.repeat(1 + more / FILLING.length()).substring(0, more).stripTrailing();
    }

    @Override
    public Enumeration<String> getKeys() {
        return parent.getKeys();
    }
}
