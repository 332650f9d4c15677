package dev.tidemark.desktop;

import dev.tidemark.run.Stage;

/** What closing the window would do to a run. */
final class Closing {
    private Closing() {}

    static String consequence(Stage stage) {
        return switch (stage) {
            case PLANNED, COMMITTED, DISCARDED, FAILED -> "Nothing is under way.";
            case LOCKING -> "The request for the lock is taken back. Nothing was written.";
            case LOCKED, EXPORTED, MARKED ->
                "The lock is released and writers go on at once. Marks that were already sent are withdrawn.";
            case READING, STAGED ->
                "The read rows on this computer are deleted and the marks withdrawn. No row has reached the log.";
            case PUBLISHING ->
                "Publishing ends where it is. Rows without their end messages stay in the rows topics, and consumers "
                        + "ignore them; the marks are withdrawn.";
        };
    }
}
