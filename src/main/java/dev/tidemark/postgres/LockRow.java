package dev.tidemark.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A lock that is held or waited for, and by whom.
 *
 * @param tag what is locked, the same text for the same thing
 * @param mode as pg_locks calls it
 * @param granted whether it is held
 * @param what is locked, for people
 * @param ours whether that is one of the run's tables, or a partition of one
 * @param waited for how long; zero if it is held
 * @param session who; its mode and relation are this lock's
 */
record LockRow(
        String tag, String mode, boolean granted, String what, boolean ours, Duration waited, LockHolder session) {
    private static final String PREPARED = "prepared";

    static LockRow of(ResultSet row) throws SQLException {
        String prepared = row.getString("gid");
        String mode = row.getString("mode");
        String what = row.getString("what");
        LockHolder session = new LockHolder(
                row.getInt("pid"),
                row.getString("application"),
                row.getString("usr"),
                prepared.isEmpty() ? row.getString("state") : PREPARED,
                mode,
                what,
                seconds(row.getDouble("open")),
                prepared.isEmpty() ? row.getString("query") : "PREPARE TRANSACTION '" + prepared + "'");
        return new LockRow(
                row.getString("tag"),
                mode,
                row.getBoolean("granted"),
                what,
                row.getBoolean("ours"),
                seconds(row.getDouble("waited")),
                session);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.max(0, Math.round(seconds * 1e9)));
    }

    int pid() {
        return session.pid();
    }

    /** Tells sessions apart, and prepared transactions, which all have the pid 0. */
    String who() {
        return pid() == 0 ? session.query() : Integer.toString(pid());
    }

    /** Whether this lock, held or asked for earlier, is in the way of the other request. */
    boolean blocks(LockRow request) {
        return tag.equals(request.tag)
                && !who().equals(request.who())
                && (granted || waited.compareTo(request.waited) > 0)
                && excludes(request.mode);
    }

    boolean excludes(String other) {
        Optional<TableLock> ourMode = TableLock.of(mode);
        Optional<TableLock> theirs = TableLock.of(other);
        return ourMode.isPresent() && theirs.isPresent() && ourMode.get().excludes(theirs.get());
    }

    LockWait waiting(List<Integer> blockedBy) {
        return new LockWait(
                pid(), session.application(), session.user(), mode, what, waited, session.query(), blockedBy);
    }
}
