package dev.tidemark.plan;

import java.time.Duration;

/**
 * How the gate is closed.
 *
 * @param lockMode the lock on every chosen table
 * @param budget the longest time that the gate may stay closed; it opens by itself when this is spent
 * @param lockTimeout the longest time that one attempt queues for a lock; writers queue behind it
 * @param attempts how often the lock is tried, at least 1
 * @param drain what to wait for between lock and snapshot
 * @param marks where the marks go
 */
public record GatePlan(
        LockMode lockMode, Duration budget, Duration lockTimeout, int attempts, Drain drain, Placement marks) {

    /** Where the marks are written. */
    public enum Placement {
        /** One in every partition of every event topic. */
        IN_BAND,
        /** One a run in the topic {@code tidemark.marks}, with the event topics' end offsets. */
        SIDE_BAND
    }

    public static GatePlan standard() {
        return new GatePlan(
                LockMode.SHARE_ROW_EXCLUSIVE,
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                5,
                new Drain.InTransaction(),
                Placement.IN_BAND);
    }

    public GatePlan withLockMode(LockMode mode) {
        return new GatePlan(mode, budget, lockTimeout, attempts, drain, marks);
    }

    public GatePlan withBudget(Duration longest) {
        return new GatePlan(lockMode, longest, lockTimeout, attempts, drain, marks);
    }

    public GatePlan withDrain(Drain other) {
        return new GatePlan(lockMode, budget, lockTimeout, attempts, other, marks);
    }

    public GatePlan withMarks(Placement other) {
        return new GatePlan(lockMode, budget, lockTimeout, attempts, drain, other);
    }
}
