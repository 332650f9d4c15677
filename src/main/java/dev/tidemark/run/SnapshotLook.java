package dev.tidemark.run;

import dev.tidemark.postgres.SnapshotCost;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what the held snapshot costs the database.
 *
 * @param hub where it is told
 * @param pool of connections for looking on
 */
record SnapshotLook(RunHub hub, WatchPool pool) {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotLook.class);

    /** Blocks. What can't be asked now is asked at the next look. */
    void look() {
        hub.state().snapshot().ifPresent(snapshot -> {
            try {
                SnapshotCost cost = SnapshotCost.of(snapshot.xmin(), pool);
                hub.post(() -> hub.tally().cost(cost).ifPresent(warning -> hub.tell(new RunEvent.Mended(warning))));
            } catch (ProblemException e) {
                LOG.info("What the snapshot costs could not be asked", e);
            }
        });
    }
}
