package dev.tidemark.postgres;

import dev.tidemark.plan.LockMode;
import java.util.Collection;
import java.util.List;

/** Who would be in the way of a lock if it were asked for now. Asks for none. */
public final class LockHolders {
    /** No session has it: a prepared transaction's is 0. */
    private static final int NOBODY = -1;

    private final WatchPool pool;

    public LockHolders(WatchPool pool) {
        this.pool = pool;
    }

    /** Sessions and prepared transactions that hold what this mode excludes, the longest transaction first. */
    public List<LockHolder> inTheWay(LockMode mode, Collection<Long> tableOids) {
        return pool.ask(connection ->
                LockGraph.of(new LockQuery(tableOids).run(connection)).ahead(NOBODY, mode));
    }
}
