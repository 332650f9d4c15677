package dev.tidemark.command;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a start of the window can be asked for. */
public final class WindowOptions {
    /** The languages that the window speaks; {@code SYSTEM} for the system's if it is one of them, else English. */
    public enum Language {
        SYSTEM,
        EN,
        DE
    }

    /** The window's colours. */
    public enum Look {
        SYSTEM,
        LIGHT,
        DARK
    }

    @Option(
            names = "--theme",
            paramLabel = "THEME",
            description = "The window's colours this time: ${COMPLETION-CANDIDATES}; else as it was last.")
    private @Nullable Look theme;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            description = "The window's language this time: ${COMPLETION-CANDIDATES}; else as it was chosen there.")
    private @Nullable Language language;

    @Option(names = "--profile", paramLabel = "NAME", description = "Fill in a saved connection.")
    private @Nullable String profile;

    @Option(names = "--plan", paramLabel = "FILE", description = "Open a plan in the window.")
    private @Nullable Path plan;

    @Option(
            names = "--another",
            description = "Open another window; else a window that is open already comes to the front.")
    private boolean another;

    public Optional<Look> theme() {
        return Optional.ofNullable(theme);
    }

    public Optional<Language> language() {
        return Optional.ofNullable(language);
    }

    public Optional<String> profile() {
        return Optional.ofNullable(profile);
    }

    public Optional<Path> plan() {
        return Optional.ofNullable(plan);
    }

    boolean another() {
        return another;
    }
}
