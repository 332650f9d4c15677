package dev.tidemark.desktop.text;

import java.util.Locale;
import java.util.Locale.Category;
import java.util.Optional;
import java.util.stream.Stream;

/** What language the window speaks. */
public enum Language {
    /** The system's if it is one of these, else English. */
    SYSTEM("system", ""),
    ENGLISH("en", "English"),
    GERMAN("de", "Deutsch");

    private final String code;
    private final String itself;

    Language(String code, String itself) {
        this.code = code;
        this.itself = itself;
    }

    /** As a start of the program names it, {@code de} for example; empty where no language has this code. */
    public static Optional<Language> of(String code) {
        return Stream.of(values())
                .filter(one -> one.code.equalsIgnoreCase(code))
                .findFirst();
    }

    /** {@code system}, {@code en}, {@code de}. */
    public String code() {
        return code;
    }

    /** What the language calls itself, so that one finds one's own; nothing for the system's. */
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
        return of(system.getLanguage()).isPresent() ? system : Locale.ENGLISH;
    }
}
