package dev.tidemark.run;

import dev.tidemark.postgres.SnapshotCost;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the snapshot is being read.
 *
 * @param paused whether somebody ordered the readers to rest
 * @param readers how many sessions read at once
 * @param rowsPerSecond how many rows all of them together read at most; empty for as many as they can
 * @param cost what the held snapshot costs the database; looked at every few seconds
 * @param warning for people: who waits for the locks that the readers hold, or that the snapshot's age or cost is above
 *     what the plan allows
 */
public record ReadState(
        boolean paused, int readers, OptionalInt rowsPerSecond, SnapshotCost cost, Optional<String> warning) {
    /** Before the read. */
    public static final ReadState NONE =
            new ReadState(false, 0, OptionalInt.empty(), SnapshotCost.NONE, Optional.empty());
}
