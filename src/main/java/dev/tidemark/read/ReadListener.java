package dev.tidemark.read;

/** Is told how the read goes on, from the readers' threads; must not block. */
public interface ReadListener {
    ReadListener NONE = new ReadListener() {};

    /** A table is further than it was; about ten times a second a table at most. */
    default void progressed(TableProgress progress) {}

    /** All of a table is staged, and counted. */
    default void staged(StagedTable table) {}

    /** A reader was lost and replaced; one sentence for people. */
    default void mended(String what) {}
}
