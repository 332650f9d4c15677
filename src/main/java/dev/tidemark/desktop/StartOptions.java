package dev.tidemark.desktop;

import dev.tidemark.desktop.component.Theme;
import dev.tidemark.desktop.text.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a start of the window was asked for.
 *
 * @param theme instead of the remembered one, for this time
 * @param language instead of the remembered one, for this time
 * @param profile the name of a saved connection to fill in
 * @param plan a plan to open
 */
public record StartOptions(
        Optional<Theme.Choice> theme, Optional<Language> language, Optional<String> profile, Optional<Path> plan) {
    public static final StartOptions NONE =
            new StartOptions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final String THEME = "--theme=";
    private static final String LANGUAGE = "--language=";
    private static final String PROFILE = "--profile=";
    private static final String PLAN = "--plan=";

    /** As {@link #of} reads them; the plan's place no longer depends on where the program was started. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        theme.ifPresent(choice -> arguments.add(THEME + choice.name().toLowerCase(Locale.ROOT)));
        language.ifPresent(one -> arguments.add(LANGUAGE + one.code()));
        profile.ifPresent(name -> arguments.add(PROFILE + name));
        plan.ifPresent(file -> arguments.add(PLAN + file.toAbsolutePath()));
        return List.copyOf(arguments);
    }

    /** Reads what {@link #arguments} gave; anything else is left out. */
    static StartOptions of(List<String> arguments) {
        return new StartOptions(
                after(THEME, arguments).flatMap(StartOptions::choice),
                after(LANGUAGE, arguments).flatMap(Language::of),
                after(PROFILE, arguments),
                after(PLAN, arguments).map(Path::of));
    }

    private static Optional<String> after(String name, List<String> arguments) {
        return arguments.stream()
                .filter(argument -> argument.startsWith(name))
                .map(argument -> argument.substring(name.length()))
                .findFirst();
    }

    private static Optional<Theme.Choice> choice(String word) {
        return List.of(Theme.Choice.values()).stream()
                .filter(choice -> choice.name().equalsIgnoreCase(word))
                .findFirst();
    }
}
