package dev.tidemark.run;

/** How an earlier run was left, and so what can be done with it. */
public enum Standing {
    /** It came to its end. */
    OVER("It came to its end.", "", false, false),
    /** A program that lives has it in hand. */
    UNDER_WAY("It is under way in another window or terminal.", "Go on there.", false, false),
    /** It ended before it asked for a lock. */
    NOTHING_DONE("It ended before it asked for the lock.", "Nothing was done, nothing has to be undone.", false, true),
    /** It ended at the gate; the server has let go of the lock by itself, marks may have been sent. */
    AT_THE_GATE(
            "It ended at the gate. The server has opened it by itself.",
            "Discard it: marks that were sent are withdrawn.",
            false,
            true),
    /** The marks are in the log, but the snapshot was lost before it was read whole. */
    SNAPSHOT_LOST(
            "It ended after the marks and before all rows were read; the snapshot is gone.",
            "Discard it: the marks are withdrawn. Then start a new run.",
            false,
            true),
    /** Everything is read: staged and not published, or streamed and without ends. */
    STAGED(
            "Its rows are read and wait for the commit: nothing of them counts yet.",
            "Go on and commit it, or discard it.",
            true,
            true),
    /** It ended while it published. */
    PUBLISHING(
            "It ended while it published its rows.",
            "Go on: what is missing is published, nothing twice. Or discard it.",
            true,
            true),
    /** It ended while its marks were being withdrawn. */
    WITHDRAWING(
            "It ended while it was being discarded.", "Discard it again: what is missing is withdrawn.", false, true),
    /** Its journal can't be understood. */
    UNREADABLE("Its journal can't be read.", "See the problem; delete the run if nobody needs it.", false, false);

    private final String fact;
    private final String advice;
    private final boolean resumable;
    private final boolean discardable;

    Standing(String fact, String advice, boolean resumable, boolean discardable) {
        this.fact = fact;
        this.advice = advice;
        this.resumable = resumable;
        this.discardable = discardable;
    }

    /** What is true, in a sentence. */
    public String fact() {
        return fact;
    }

    /** What to do, in a sentence; empty if nothing is. */
    public String advice() {
        return advice;
    }

    public boolean resumable() {
        return resumable;
    }

    public boolean discardable() {
        return discardable;
    }
}
