package dev.tidemark.desktop.state;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Shows files and folders with the programs that this computer has for them.
 *
 * @param show opens one, as a click in the system's file manager would
 */
public record Shown(Consumer<Path> show) {
    public void open(Path path) {
        show.accept(path);
    }
}
