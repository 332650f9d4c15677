package dev.tidemark.gate;

import dev.tidemark.plan.TableName;
import java.util.List;
import java.util.Optional;

/**
 * A table or view of the run, and what is locked with it.
 *
 * @param root the table or view
 * @param view whether it is a view: LOCK on it always queues for one table beneath it after the other, also with ONLY
 * @param members its partitions and heirs, or the tables beneath the view, as far as we may lock them by their own names
 */
record LockFamily(TableName root, boolean view, List<TableName> members) {
    LockFamily {
        members = List.copyOf(members);
    }

    /** Whether there is more to be locked than what is queued for. */
    boolean hasMore() {
        return view || !members.isEmpty();
    }

    /**
     * What may be queued for alone, while nothing is held; empty if there is no such table.
     *
     * @param attempt from 1; each may begin with another table
     */
    Optional<TableName> head(int attempt) {
        return view
                ? members.isEmpty() ? Optional.empty() : Optional.of(members.get((attempt - 1) % members.size()))
                : Optional.of(root);
    }
}
