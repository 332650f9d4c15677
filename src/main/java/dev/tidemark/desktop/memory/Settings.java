package dev.tidemark.desktop.memory;

import dev.tidemark.desktop.component.Theme;

/**
 * How the window looked when it was closed.
 *
 * @param theme as chosen
 * @param zoom in percent
 * @param place where it was
 */
public record Settings(Theme.Choice theme, int zoom, Place place) {
    public static final Settings STANDARD = new Settings(Theme.Choice.SYSTEM, 100, Place.STANDARD);
}
