package dev.tidemark.desktop.text;

import java.util.Locale;
import java.util.Locale.Category;

/** What language the window speaks. */
public enum Language {
    /** The system's if it is one of these, else English. */
    SYSTEM("", "System"),
    ENGLISH("en", "English"),
    GERMAN("de", "Deutsch");

    private final String code;
    private final String itself;

    Language(String code, String itself) {
        this.code = code;
        this.itself = itself;
    }

    /** As the option names it and as it is remembered: {@code system}, {@code en}, {@code de}. */
    public String code() {
        return this == SYSTEM ? "system" : code;
    }

    /** What the language calls itself, so that one finds one's own. */
    public String itself() {
        return itself;
    }

    /**
     * From now on the window speaks this language; before the first of its texts is shown. Only the window does: what
     * depends on a category of the default locale, such as figures in a run's record, stays English.
     */
    public void use() {
        Locale.setDefault(locale(Locale.getDefault()));
        Locale.setDefault(Category.DISPLAY, Locale.ENGLISH);
        Locale.setDefault(Category.FORMAT, Locale.ENGLISH);
    }

    private Locale locale(Locale system) {
        if (this != SYSTEM) {
            return Locale.of(code);
        }
        for (Language one : values()) {
            if (one != SYSTEM && system.getLanguage().equals(one.code)) {
                return system;
            }
        }
        return Locale.ENGLISH;
    }
}
