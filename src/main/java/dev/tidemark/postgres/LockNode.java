package dev.tidemark.postgres;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A session in the tree of who keeps whom waiting. Beneath it stand those that wait for it; one that waits for several
 * stands beneath the one that is itself furthest from its turn.
 *
 * @param session who; mode and relation are of the lock that it waits for or, if it waits for none, of one that it has
 * @param waiting for how long it has waited for that lock; empty if it waits for none
 * @param ours whether it is the run's own session 1
 * @param behind those that wait for it, longest first
 */
public record LockNode(LockHolder session, Optional<Duration> waiting, boolean ours, List<LockNode> behind) {
    public LockNode {
        behind = List.copyOf(behind);
    }
}
