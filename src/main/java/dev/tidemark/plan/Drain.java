package dev.tidemark.plan;

import java.time.Duration;

/** How the application publishes its events, and so what the gate has to wait for before the snapshot is exported. */
public sealed interface Drain {
    /** It publishes before its transaction commits: once the lock is granted, everything is in the log. */
    record InTransaction() implements Drain {}

    /**
     * A relay publishes later what the application wrote to an outbox table.
     *
     * @param probe a query that gives one number; 0 means that the outbox is empty
     */
    record Outbox(String probe) implements Drain {}

    /**
     * It publishes after its commit: an observation, not a proof.
     *
     * @param quiet how long the event topics' end offsets must not have moved
     */
    record AfterCommit(Duration quiet) implements Drain {}
}
