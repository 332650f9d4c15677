package dev.tidemark.desktop.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Every text that the window shows of its own, by its key, in the language that {@link Language#use} chose. The bundle
 * beside this class says how its texts are written; layouts name a key as {@code %gate.title}.
 */
public final class Texts {
    private static final String BUNDLE = "dev.tidemark.desktop.text.window";

    private Texts() {}

    /**
     * @param key stands in the bundle, or a {@link java.util.MissingResourceException} is thrown
     * @param values for {@code {0}}, {@code {1}} and so on, ready to be read; but numbers that a plural depends on
     */
    public static String text(String key, Object... values) {
        String text = bundle().getString(key);
        return values.length == 0 ? text : new MessageFormat(text, locale()).format(values);
    }

    /** For layouts. */
    public static ResourceBundle bundle() {
        return ResourceBundle.getBundle(BUNDLE, locale());
    }

    /** Whose language the window speaks, and in whose manner it writes numbers and dates. */
    public static Locale locale() {
        return Locale.getDefault();
    }
}
