package dev.tidemark.postgres;

import dev.tidemark.plan.LockMode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The modes of a lock, weakest first, and which exclude each other (PostgreSQL documentation, table 13.2). */
enum TableLock {
    ACCESS_SHARE("AccessShareLock"),
    ROW_SHARE("RowShareLock"),
    ROW_EXCLUSIVE("RowExclusiveLock"),
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock"),
    SHARE("ShareLock"),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock"),
    EXCLUSIVE("ExclusiveLock"),
    ACCESS_EXCLUSIVE("AccessExclusiveLock");

    private final String label;

    TableLock(String label) {
        this.label = label;
    }

    /** By its name in pg_locks; empty for the marks of serializable transactions, which exclude nobody. */
    static Optional<TableLock> of(String label) {
        for (TableLock lock : values()) {
            if (lock.label.equals(label)) {
                return Optional.of(lock);
            }
        }
        return Optional.empty();
    }

    static TableLock of(LockMode mode) {
        return switch (mode) {
            case SHARE -> SHARE;
            case SHARE_ROW_EXCLUSIVE -> SHARE_ROW_EXCLUSIVE;
            case EXCLUSIVE -> EXCLUSIVE;
            case ACCESS_EXCLUSIVE -> ACCESS_EXCLUSIVE;
        };
    }

    boolean excludes(TableLock other) {
        return excluded().contains(other);
    }

    private Set<TableLock> excluded() {
        return switch (this) {
            case ACCESS_SHARE -> EnumSet.of(ACCESS_EXCLUSIVE);
            case ROW_SHARE -> EnumSet.of(EXCLUSIVE, ACCESS_EXCLUSIVE);
            case ROW_EXCLUSIVE -> EnumSet.of(SHARE, SHARE_ROW_EXCLUSIVE, EXCLUSIVE, ACCESS_EXCLUSIVE);
            case SHARE_UPDATE_EXCLUSIVE -> EnumSet.range(SHARE_UPDATE_EXCLUSIVE, ACCESS_EXCLUSIVE);
            case SHARE ->
                EnumSet.of(ROW_EXCLUSIVE, SHARE_UPDATE_EXCLUSIVE, SHARE_ROW_EXCLUSIVE, EXCLUSIVE, ACCESS_EXCLUSIVE);
            case SHARE_ROW_EXCLUSIVE -> EnumSet.range(ROW_EXCLUSIVE, ACCESS_EXCLUSIVE);
            case EXCLUSIVE -> EnumSet.range(ROW_SHARE, ACCESS_EXCLUSIVE);
            case ACCESS_EXCLUSIVE -> EnumSet.allOf(TableLock.class);
        };
    }
}
