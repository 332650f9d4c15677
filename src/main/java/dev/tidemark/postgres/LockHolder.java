package dev.tidemark.postgres;

import java.time.Duration;

/**
 * A session ahead of us: it has, or will get before us, a lock that we need.
 *
 * @param pid its backend's process id; 0 for a prepared transaction
 * @param application {@code application_name}, maybe empty
 * @param user its role
 * @param state such as {@code active} or {@code idle in transaction}
 * @param mode what it holds, such as {@code RowExclusiveLock}
 * @param relation {@code schema.table}
 * @param open how long its transaction has been open
 * @param query what it runs or ran last, shortened
 */
public record LockHolder(
        int pid,
        String application,
        String user,
        String state,
        String mode,
        String relation,
        Duration open,
        String query) {}
