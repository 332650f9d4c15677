package dev.tidemark.sandbox;

import dev.tidemark.plan.Drain;
import java.time.Duration;
import java.util.Locale;

/** When the demo application publishes its events. */
public enum Publish {
    /** Before its transaction commits. */
    IN_TRANSACTION(new Drain.InTransaction()),
    /** It writes them into a table in the same transaction; a relay publishes and deletes them later. */
    OUTBOX(new Drain.Outbox("SELECT count(*) FROM outbox")),
    /** After its commit, up to 200 ms later. */
    AFTER_COMMIT(new Drain.AfterCommit(Duration.ofMillis(500)));

    private final Drain drain;

    Publish(Drain drain) {
        this.drain = drain;
    }

    /** What a plan has to say of it. */
    public Drain drain() {
        return drain;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
