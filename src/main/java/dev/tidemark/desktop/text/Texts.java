package dev.tidemark.desktop.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every text that the window shows of its own, by its key, in the language that {@link Language#use} chose. The bundle
 * beside this class says how its texts are written; layouts name a key as {@code %gate.title}.
 */
public final class Texts {
    private static final String BUNDLE = "dev.tidemark.desktop.text.window";

    private static final Map<Locale, Spoken> LANGUAGES = new ConcurrentHashMap<>();

    private Texts() {}

    /**
     * @param key stands in the bundle, or a {@link java.util.MissingResourceException} is thrown
     * @param values for {@code {0}}, {@code {1}} and so on, ready to be read; but numbers that a plural depends on
     */
    public static String text(String key, Object... values) {
        Spoken now = spoken();
        return values.length == 0 ? now.bundle.getString(key) : now.format(key, values);
    }

    /** For layouts. */
    public static ResourceBundle bundle() {
        return spoken().bundle;
    }

    private static Spoken spoken() {
        return LANGUAGES.computeIfAbsent(locale(), Spoken::new);
    }

    /** Whose language the window speaks, and in whose manner it writes numbers and dates. */
    public static Locale locale() {
        return Locale.getDefault();
    }

    /** A language, with the patterns that were in use already: a window in a run writes some hundred texts a second. */
    private static final class Spoken {
        private final Locale locale;
        private final ResourceBundle bundle;
        private final Map<String, MessageFormat> patterns = new ConcurrentHashMap<>();

        Spoken(Locale locale) {
            this.locale = locale;
            this.bundle = ResourceBundle.getBundle(BUNDLE, locale);
        }

        String format(String key, Object... values) {
            MessageFormat pattern =
                    patterns.computeIfAbsent(key, name -> new MessageFormat(bundle.getString(name), locale));
            // Formats are not for several threads at once.
            synchronized (pattern) {
                return pattern.format(values);
            }
        }
    }
}
