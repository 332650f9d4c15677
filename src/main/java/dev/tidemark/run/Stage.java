package dev.tidemark.run;

/** Where a backfill stands. Only {@link Backfill} moves it on. */
public enum Stage {
    /** Connected and checked; nothing is locked. */
    PLANNED,
    /** Session 1 asks for its locks; between two attempts nothing is held. */
    LOCKING,
    /** The gate is closed: writers wait. */
    LOCKED,
    /** The gate is closed and the snapshot exported. */
    EXPORTED,
    /** The gate is closed, the marks are in every partition, the readers have the snapshot. */
    MARKED,
    /** The gate is open again; the snapshot is being read. A streamed run publishes its rows meanwhile, without an end. */
    READING,
    /**
     * All rows are read, and the snapshot is let go. Staged: they are in files, and nothing but the marks is in the log.
     * Streamed: they are in the log, where nobody counts them before the commit.
     */
    STAGED,
    /** The operator committed. Staged: the rows are being published. Streamed: they are given their ends. */
    PUBLISHING,
    /** Every row and every end is in the log. */
    COMMITTED,
    /** The operator gave it up; the staged rows are gone, the marks are withdrawn, streamed rows are void. */
    DISCARDED,
    /** It came to nothing by itself; everything was rolled back, and the marks, if any, withdrawn. */
    FAILED;

    /** Whether writers wait for us. */
    public boolean gateClosed() {
        return this == LOCKED || this == EXPORTED || this == MARKED;
    }

    /** Whether nothing more will happen. */
    public boolean over() {
        return this == COMMITTED || this == DISCARDED || this == FAILED;
    }
}
