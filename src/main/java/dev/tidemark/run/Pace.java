package dev.tidemark.run;

/** How the gate is gone through. */
public enum Pace {
    /** All steps at once, in milliseconds. */
    AUTOMATIC,
    /** Each step when {@link Backfill#next()} is called; the budget counts all the same. */
    STEP_BY_STEP
}
