package dev.tidemark.read;

import dev.tidemark.problem.Problem;

/** Is told how the read goes on, from the readers' threads; must not block. */
public interface ReadListener {
    ReadListener NONE = new ReadListener() {};

    /** A table is further than it was; about ten times a second a table at most. */
    default void progressed(TableProgress progress) {}

    /** All of a table is read, and counted. */
    default void finished(ReadTable table) {}

    /** A reader was lost and replaced; one sentence for people. */
    default void mended(String what) {}

    /** The read stands still until something else changes, such as the room on a disk; it goes on by itself. */
    default void held(Problem problem) {}

    /** It goes on. */
    default void released() {}
}
