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
 * @param rowsRead so far
 * @param bytesRead as COPY sent them
 * @param blocksDone blocks of the table that have been read; within a chunk reckoned from what has come of it
 * @param blocksTotal blocks of the table in all
 * @param rowsPerSecond lately
 * @param rowsInSnapshot counted in the snapshot by a query of its own, once it was
 * @param checksum over all rows' keys and values, once they are read
 * @param rowsPublished in the log so far; in a streamed run without an end yet, so that they don't count before the commit
 * @param readStarted when the first chunk was begun
 * @param readFinished when the last chunk was read
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

    /** From 0 to 1, never above: by blocks, or for a view, which has none, by the planner's estimate of the rows. */
    public double fraction() {
        if (readFinished.isPresent()) {
            return 1;
        }
        double share = blocksTotal > 0
                ? (double) blocksDone / blocksTotal
                : rowsExpected == 0 ? 0 : (double) rowsRead / rowsExpected;
        return Math.min(0.99, share);
    }
}
