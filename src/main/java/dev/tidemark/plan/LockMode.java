package dev.tidemark.plan;

/**
 * The lock that keeps writers out while the gate is closed. Each also blocks TRUNCATE, ALTER, VACUUM and
 * CREATE INDEX CONCURRENTLY (PostgreSQL documentation, section 13.3.1).
 */
public enum LockMode {
    /** Blocks writers; two runs can hold it at once. */
    SHARE,
    /** Blocks writers and a second run. The default. */
    SHARE_ROW_EXCLUSIVE,
    /** Also blocks SELECT FOR UPDATE and the foreign key checks of child rows. */
    EXCLUSIVE,
    /** Also blocks every SELECT, and with them the readers' guard lock: see {@link #allowsGuard()}. */
    ACCESS_EXCLUSIVE;

    /** As SQL writes it: {@code SHARE ROW EXCLUSIVE}. */
    public String sql() {
        return name().replace('_', ' ');
    }

    /**
     * Whether the readers can hold ACCESS SHARE before this lock is taken, which keeps a TRUNCATE or a
     * rewriting ALTER from slipping in between the release and the read.
     */
    public boolean allowsGuard() {
        return this != ACCESS_EXCLUSIVE;
    }
}
