package dev.tidemark.gate;

import dev.tidemark.wire.Position;
import dev.tidemark.wire.Snapshot;
import java.time.Duration;

/** Is told what happens at the gate while it happens; must not block, since writers may be waiting. */
public interface GateListener {
    /** The lock is asked for, for the {@code attempt}th time, from 1. */
    void attempt(int attempt);

    /** From now on the first lock is waited for, and new writers wait behind us. */
    void asked(long nanoTime);

    /** It was not granted in time; everything is rolled back. */
    void refused(int attempt);

    /** The first lock is granted: writers wait from now on. */
    void locked(long nanoTime);

    /** All locks are granted. */
    void lockedAll(Duration took);

    /** What was committed before the lock is in the event topics, as far as can be told. */
    void drained(Drained how, Duration took);

    void exported(Snapshot snapshot, Duration took);

    /** A mark is in the log; maybe on another thread. */
    void landed(Position position);

    /** All marks are in the log and all readers have the snapshot. */
    void marked(Duration took);

    /** Session 1 was alive after the last mark: nothing was written between snapshot and marks. */
    void proved();

    /** Writers go on; COMMIT, which is the proof as well, took this long. */
    void opened(long nanoTime, Duration took);

    /** The attempt at the gate failed, and it is open again if it was closed; what is left to do keeps nobody waiting. */
    default void gaveUp(long nanoTime) {}

    /** A statement of a session was answered; 1 locks and exports, 2 reads. */
    void statement(int session, String sql, Duration took, String answer);
}
