package dev.tidemark.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** The program's other face. The terminal cannot see it, so it is handed in from above. */
public interface Window {
    /** Brings the window that this user has open to the front, and gives it the options; false if there is none. */
    boolean call(WindowOptions options);

    /** Opens it and returns the exit code when it is closed. */
    int open(WindowOptions options);

    /**
     * Drives it through a whole backfill on the sandbox.
     *
     * @param out the folder for the pictures, one a page and theme
     * @param language of the window
     * @param width of the window's content
     * @param height of the window's content
     * @param written told each picture's file
     */
    int tour(Path out, WindowOptions.Language language, int width, int height, Consumer<Path> written);

    /** What was seen of the window's pulse in one phase of a measurement. */
    @FunctionalInterface
    interface Pulse {
        /**
         * @param phase what went on
         * @param drawn how often the window was drawn
         * @param longest time between two drawings
         * @param waits where its thread was seen to wait; empty as it should be
         */
        void seen(String phase, int drawn, Duration longest, Set<String> waits);
    }

    /** Measures its pulse through a backfill on a sandbox with so many orders, and while the servers hang. */
    void beat(long orders, Pulse pulse);

    /** Opens it, waits until its first page is drawn and can be used, and closes it. */
    void openOnce();
}
