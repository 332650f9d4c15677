package dev.tidemark.run;

import dev.tidemark.plan.TablePlan;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far one table is.
 *
 * @param plan what was asked for
 * @param rowsExpected the planner's estimate
 * @param rowsRead staged so far
 * @param bytesRead as COPY sent them
 * @param blocksDone blocks of the table that have been read
 * @param blocksTotal blocks of the table in all
 * @param rowsPerSecond lately
 * @param rowsInSnapshot counted in the snapshot by a query of its own, once it was
 * @param checksum over all rows' keys and values, once they are read
 * @param rowsPublished in the log so far
 * @param readStarted when the first chunk was begun
 * @param readFinished when the last chunk was staged
 */
public record TableState(
        TablePlan plan,
        long rowsExpected,
        long rowsRead,
        long bytesRead,
        long blocksDone,
        long blocksTotal,
        double rowsPerSecond,
        OptionalLong rowsInSnapshot,
        Optional<String> checksum,
        long rowsPublished,
        Optional<Instant> readStarted,
        Optional<Instant> readFinished) {

    /** From 0 to 1, by blocks; never above 1. */
    public double fraction() {
        return readFinished.isPresent() ? 1 : blocksTotal == 0 ? 0 : Math.min(1, (double) blocksDone / blocksTotal);
    }
}
