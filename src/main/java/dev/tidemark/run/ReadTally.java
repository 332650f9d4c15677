package dev.tidemark.run;

import dev.tidemark.plan.ReadPlan;
import dev.tidemark.postgres.SnapshotCost;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Keeps count of how the snapshot is read; used on the run's thread alone. */
final class ReadTally {
    private final ReadPlan plan;
    private boolean paused;
    private int readers;
    private OptionalInt rowsPerSecond;
    private SnapshotCost cost = SnapshotCost.NONE;
    private Optional<String> warning = Optional.empty();

    ReadTally(ReadPlan plan) {
        this.plan = plan;
        this.readers = plan.readers();
        this.rowsPerSecond = plan.rowsPerSecond();
    }

    void paused(boolean whether) {
        paused = whether;
    }

    void readers(int number) {
        readers = number;
    }

    void rowsPerSecond(OptionalInt most) {
        rowsPerSecond = most;
    }

    /** Gives a warning that was not there before. */
    Optional<String> cost(SnapshotCost now, Instant snapshotAt, Instant at) {
        Optional<String> before = warning;
        cost = now;
        Duration age = Duration.between(snapshotAt, at);
        boolean old = age.compareTo(plan.warnAge()) > 0;
        boolean costly = now.transactions() > plan.warnTransactions();
        warning = old || costly
                ? Optional.of(
                        "The snapshot has been held for %d min, and %,d transactions were begun since: vacuum cleans up nothing of what it sees."
                                .formatted(age.toMinutes(), now.transactions()))
                : Optional.empty();
        return before.isEmpty() ? warning : Optional.empty();
    }

    /** The snapshot is not held any more. */
    void freed() {
        cost = SnapshotCost.NONE;
        warning = Optional.empty();
    }

    ReadState state() {
        return new ReadState(paused, readers, rowsPerSecond, cost, warning);
    }
}
