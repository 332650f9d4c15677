package dev.tidemark.run;

import dev.tidemark.postgres.GuardQueue;
import dev.tidemark.postgres.LockWait;
import dev.tidemark.postgres.Readers;
import dev.tidemark.postgres.SnapshotCost;
import dev.tidemark.problem.ProblemException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what the held snapshot costs the database, and who waits for the locks of those that read it.
 *
 * @param hub where it is told
 */
record SnapshotLook(RunHub hub, BackfillSetup setup, Readers readers) {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotLook.class);

    /** Blocks. What can't be asked now is asked at the next look. */
    void look() {
        hub.state().snapshot().ifPresent(snapshot -> {
            try {
                SnapshotCost cost = SnapshotCost.of(snapshot.xmin(), setup.pool());
                List<LockWait> waits = GuardQueue.look(setup.pool(), readers.pids(), setup.tableOids());
                hub.post(() -> {
                    hub.tally().cost(cost).ifPresent(this::warn);
                    hub.tally().waits(waits).ifPresent(this::warn);
                });
            } catch (ProblemException e) {
                LOG.info("What the snapshot costs could not be asked", e);
            }
        });
    }

    private void warn(String what) {
        hub.tell(new RunEvent.Mended(what));
    }
}
