package dev.tidemark.command;

import java.nio.file.Path;
import java.util.function.Consumer;

/** The program's other face. The terminal cannot see it, so it is handed in from above. */
public interface Window {
    /** Opens it and returns the exit code when it is closed. */
    int open();

    /**
     * Drives it through a whole backfill on the sandbox.
     *
     * @param out the folder for the pictures, one a page and theme
     * @param written told each picture's file
     */
    int tour(Path out, Consumer<Path> written);
}
