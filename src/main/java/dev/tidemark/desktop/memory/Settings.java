package dev.tidemark.desktop.memory;

import dev.tidemark.desktop.component.Theme;
import dev.tidemark.desktop.text.Language;

/**
 * How the window looked when it was closed.
 *
 * @param theme as chosen
 * @param language as chosen
 * @param zoom in percent
 * @param place where it was
 */
public record Settings(Theme.Choice theme, Language language, int zoom, Place place) {
    public static final Settings STANDARD = new Settings(Theme.Choice.SYSTEM, Language.SYSTEM, 100, Place.STANDARD);
}
