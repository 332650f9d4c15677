package dev.tidemark.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the snapshot is read.
 *
 * @param mode whether rows are kept here until the commit
 * @param readers how many sessions read at once, at least 1
 * @param rowsPerSecond how many rows all of them together read a second at most; empty for as many as they can
 * @param stage the folder in which the staged rows are kept; empty: the run's own folder
 * @param warnAge from which age on the snapshot is warned of: while it is held, vacuum cleans nothing up that it sees
 * @param warnTransactions the same, by how many transactions were begun since
 */
public record ReadPlan(
        Mode mode,
        int readers,
        OptionalInt rowsPerSecond,
        Optional<Path> stage,
        Duration warnAge,
        int warnTransactions) {
    private static final Duration WARN_AGE = Duration.ofMinutes(30);
    private static final int WARN_TRANSACTIONS = 10_000_000;

    /** What becomes of the rows between read and commit. */
    public enum Mode {
        /** They are kept in files on this computer; nothing of them is in the log before the commit. */
        STAGED,
        /** They go to the log while they are read; the commit makes them count. */
        STREAMED
    }

    /** Staged, as fast as it goes. */
    public ReadPlan(int readers, Optional<Path> stage) {
        this(Mode.STAGED, readers, OptionalInt.empty(), stage, WARN_AGE, WARN_TRANSACTIONS);
    }

    public static ReadPlan standard() {
        return new ReadPlan(2, Optional.empty());
    }

    public ReadPlan withMode(Mode other) {
        return new ReadPlan(other, readers, rowsPerSecond, stage, warnAge, warnTransactions);
    }

    public ReadPlan withReaders(int number) {
        return new ReadPlan(mode, number, rowsPerSecond, stage, warnAge, warnTransactions);
    }

    public ReadPlan withRowsPerSecond(OptionalInt most) {
        return new ReadPlan(mode, readers, most, stage, warnAge, warnTransactions);
    }

    public ReadPlan withStage(Optional<Path> folder) {
        return new ReadPlan(mode, readers, rowsPerSecond, folder, warnAge, warnTransactions);
    }

    public ReadPlan withWarnings(Duration age, int transactions) {
        return new ReadPlan(mode, readers, rowsPerSecond, stage, age, transactions);
    }
}
