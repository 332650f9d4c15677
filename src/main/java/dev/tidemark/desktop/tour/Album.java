package dev.tidemark.desktop.tour;

import dev.tidemark.desktop.Wiring;
import dev.tidemark.desktop.component.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Takes each page's picture in both themes. */
public final class Album {
    private final Wiring window;
    private final Hand hand;
    private final Path folder;
    private final Consumer<Path> written;

    public Album(Wiring window, Hand hand, Path folder, Consumer<Path> written) {
        this.window = window;
        this.hand = hand;
        this.folder = folder;
        this.written = written;
    }

    /** Pictures of what is shown now, under this name. */
    public void take(String name) {
        for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            Path file = folder.resolve(name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
            hand.onScreen(() -> window.theme().choice().set(theme));
            hand.moment();
            hand.onScreen(() -> Picture.of(window.scene(), file));
            written.accept(file);
        }
    }
}
