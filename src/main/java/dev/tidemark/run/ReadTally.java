package dev.tidemark.run;

import dev.tidemark.plan.ReadPlan;
import dev.tidemark.postgres.LockWait;
import dev.tidemark.postgres.SnapshotCost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Keeps count of how the snapshot is read; used on the run's thread alone. */
final class ReadTally {
    /** Who waits for less is not in the way of anybody for long. */
    private static final Duration NOTICED = Duration.ofSeconds(1);

    private final ReadPlan plan;
    private boolean paused;
    private int readers;
    private OptionalInt rowsPerSecond;
    private SnapshotCost cost = SnapshotCost.NONE;
    private Optional<String> warning = Optional.empty();
    private Optional<String> waited = Optional.empty();

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

    /**
     * Gives a warning that was not there before.
     *
     * @param waits who waits for our locks, the longest first
     */
    Optional<String> waits(List<LockWait> waits) {
        Optional<String> before = waited;
        waited = waits.stream()
                .findFirst()
                .filter(first -> first.waiting().compareTo(NOTICED) > 0)
                .map(first -> warning(first, waits.size() - 1));
        return before.isEmpty() ? waited : Optional.empty();
    }

    private static String warning(LockWait first, int others) {
        return "pid %d (%s%s) has waited for %d s and has to wait until the rows are read%s: %s. Cancel that statement, or discard the run."
                .formatted(
                        first.pid(),
                        first.application().isEmpty() ? "" : first.application() + ", ",
                        first.user(),
                        first.waiting().toSeconds(),
                        others == 0 ? "" : ", and so have %,d behind it".formatted(others),
                        first.query().strip());
    }

    /** The snapshot is not held any more. */
    void freed() {
        waited = Optional.empty();
        cost = SnapshotCost.NONE;
        warning = Optional.empty();
    }

    ReadState state() {
        return new ReadState(paused, readers, rowsPerSecond, cost, waited.or(() -> warning));
    }
}
