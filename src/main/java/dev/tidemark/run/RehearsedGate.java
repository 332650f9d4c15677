package dev.tidemark.run;

import dev.tidemark.postgres.LockHolder;
import dev.tidemark.postgres.LockWait;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One gate of a rehearsal.
 *
 * @param number from 1
 * @param attempts at the lock
 * @param closed from the first lock granted until it was open again; zero if it was never closed
 * @param stall the longest that a writer may have waited: who came when the lock was asked for, until that attempt was over
 * @param waited sessions that were seen waiting behind us, each with its longest wait; one that waited for less than 10 ms
 *     may not be seen
 * @param ahead sessions that were seen holding what we asked for
 * @param problem why it came to nothing; empty if it went through
 */
public record RehearsedGate(
        int number,
        int attempts,
        Duration closed,
        Duration stall,
        List<LockWait> waited,
        List<LockHolder> ahead,
        Optional<Problem> problem) {

    public RehearsedGate {
        waited = List.copyOf(waited);
        ahead = List.copyOf(ahead);
    }
}
