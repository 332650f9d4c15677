package dev.tidemark.postgres;

import java.time.Duration;
import java.util.List;

/**
 * A session that waits for a lock on one of our tables.
 *
 * @param pid its backend's process id
 * @param application {@code application_name}, maybe empty
 * @param user its role
 * @param mode what it asks for, such as {@code RowExclusiveLock}
 * @param relation {@code schema.table}, or what else is locked
 * @param waiting how long it has been waiting
 * @param query what it runs, shortened
 * @param blockedBy the pids it waits for; 0 stands for a prepared transaction
 */
public record LockWait(
        int pid,
        String application,
        String user,
        String mode,
        String relation,
        Duration waiting,
        String query,
        List<Integer> blockedBy) {
    public LockWait {
        blockedBy = List.copyOf(blockedBy);
    }
}
