package dev.tidemark.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Who waits for the guard lock, and who waits behind them: a TRUNCATE that waits for the readers keeps everybody out of the
 * table who comes after it.
 */
public final class GuardQueue {
    private static final String OURS = "tidemark ";

    private GuardQueue() {}

    /**
     * Asks the server, and throws a ProblemException if it can't be asked.
     *
     * @param readers the pids of those that hold the lock
     * @param tableOids the run's tables; their partitions are seen to
     * @return the longest first; none of ours
     */
    public static List<LockWait> look(WatchPool pool, Set<Integer> readers, Collection<Long> tableOids) {
        return pool
                .ask(connection ->
                        LockGraph.of(new LockQuery(tableOids).run(connection)).behind(readers))
                .stream()
                .filter(wait -> !wait.application().startsWith(OURS))
                .toList();
    }
}
