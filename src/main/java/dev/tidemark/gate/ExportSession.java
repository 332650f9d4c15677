package dev.tidemark.gate;

import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.Readers;
import dev.tidemark.postgres.StatementListener;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Session 1: locks the tables and exports its snapshot. Before the lock it sends only what takes no snapshot; a snapshot
 * older than the lock would miss rows that were committed while it queued for the lock (PostgreSQL documentation,
 * section 13.2.2: a REPEATABLE READ transaction sees the database as of its first query).
 */
final class ExportSession {
    static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int TRANSACTION_TIMEOUT_SINCE = 170_000;
    /** From here on {@code statement_timeout} counts for each statement of a message, before for the whole message. */
    private static final int TIMEOUT_PER_STATEMENT_SINCE = 130_000;

    private static final Duration WORTH_A_LIMIT = Duration.ofMillis(100);

    private final PgSession session;
    private final GatePlan plan;
    private final int versionNumber;
    private OptionalLong lockedNanos = OptionalLong.empty();
    /** There if the last lock's message exported, too. */
    private Optional<Export> exported = Optional.empty();

    private ExportSession(PgSession session, GatePlan plan, int versionNumber) {
        this.session = session;
        this.plan = plan;
        this.versionNumber = versionNumber;
    }

    static ExportSession open(Login login, GatePlan plan, int versionNumber, StatementListener listener)
            throws SQLException {
        return new ExportSession(PgSession.open(login, "tidemark gate", listener), plan, versionNumber);
    }

    int pid() {
        return session.pid();
    }

    /**
     * Begins, and tells the server when to end this by itself if the console or its machine is gone. COMMIT must not wait
     * for a disk or a standby: nothing was written that could be lost.
     */
    void begin() throws SQLException {
        exported = Optional.empty();
        String sql = """
                BEGIN ISOLATION LEVEL REPEATABLE READ;
                SET LOCAL synchronous_commit = off;
                SET LOCAL lock_timeout = %d;
                SET LOCAL statement_timeout = %d;
                SET LOCAL idle_in_transaction_session_timeout = %d""".formatted(
                        plan.lockTimeout().toMillis(),
                        longest().toMillis(),
                        plan.budget().toMillis());
        // It counts from here, so it has to allow for the wait for the lock.
        String whole = ";\nSET LOCAL transaction_timeout = " + longest().toMillis();
        session.execute(versionNumber >= TRANSACTION_TIMEOUT_SINCE ? sql + whole : sql);
    }

    /** Begins without limits, for going through all of this without a lock. */
    void beginDry() throws SQLException {
        exported = Optional.empty();
        String sql = """
                BEGIN ISOLATION LEVEL REPEATABLE READ;
                SET LOCAL statement_timeout = 0;
                SET LOCAL idle_in_transaction_session_timeout = 0""";
        session.execute(
                versionNumber >= TRANSACTION_TIMEOUT_SINCE ? sql + ";\nSET LOCAL transaction_timeout = 0" : sql);
    }

    /** The longest time from BEGIN to the end: the wait for the first lock and the budget. */
    Duration longest() {
        return plan.lockTimeout().plus(plan.budget());
    }

    /** See {@link LockFamily#of}; takes a snapshot, so only before {@link #begin()}. */
    List<LockFamily> families(List<TableName> tables) throws SQLException {
        return LockFamily.of(session, tables);
    }

    /**
     * Queues for the lock on the first table.
     *
     * @param alone whether its partitions and heirs are left out: LOCK would queue for one after the other, and hold what it
     *     has meanwhile
     */
    void lockFirst(TableName table, boolean alone) throws SQLException {
        session.execute(lockSql(table, alone));
        lockedNanos = OptionalLong.of(System.nanoTime());
    }

    private String lockSql(TableName table, boolean alone) {
        return "LOCK TABLE " + (alone ? "ONLY " : "") + table.sql() + " IN "
                + plan.lockMode().sql() + " MODE";
    }

    /**
     * Queues for the lock on the only table, and exports as soon as it is granted: {@link #export()} has it already. One way
     * to the server and back less, in which writers would wait. LOCK takes no snapshot, so it is as new as one by itself.
     * What the server took for the export, by its own clock, is taken to have been after the grant.
     */
    void lockAndExport(TableName table) throws SQLException {
        // Nobody here knows yet that the lock is granted: until then it is for the server alone to keep the budget.
        String budget = "SET LOCAL statement_timeout = " + plan.budget().toMillis();
        if (versionNumber < TIMEOUT_PER_STATEMENT_SINCE) {
            lockFirst(table, false);
            return;
        }
        Export now = Export.of(session.query(lockSql(table, false) + ";\n" + budget + ";\n" + Export.SQL));
        exported = Optional.of(now);
        lockedNanos = OptionalLong.of(System.nanoTime() - now.took().toNanos());
    }

    /** {@link System#nanoTime()} when the first lock was granted. */
    long lockedNanos() {
        return lockedNanos.orElseThrow();
    }

    /** What of the time since was not for locks but for the export that came with the last of them. */
    Duration exportedAlong() {
        return exported.map(Export::took).orElse(Duration.ZERO);
    }

    /**
     * What brings the server's limits down to what is left of the budget, since each statement starts them anew. None of it
     * takes a snapshot. As long as next to nothing is used up it is not worth its time.
     */
    private String limits() {
        Duration used = lockedNanos.isEmpty() ? Duration.ZERO : Elapsed.since(lockedNanos.getAsLong());
        if (used.compareTo(WORTH_A_LIMIT) < 0) {
            return "";
        }
        long left = Math.max(1, plan.budget().minus(used).toMillis());
        return "SET LOCAL idle_in_transaction_session_timeout = " + left + "; SET LOCAL statement_timeout = " + left
                + "; ";
    }

    /**
     * Takes the locks on further tables if all are free at this moment; false, and nothing changed, if one is not. Never
     * queues: queueing for one table while holding another may make PostgreSQL end the application's transaction as a
     * deadlock's victim. A savepoint takes no snapshot, and what was locked before it stays locked. Partitions and heirs are
     * among them.
     *
     * @param exports whether to export in the same message if they are: {@link #export()} has it already then
     */
    boolean lockIfFree(List<TableName> tables, boolean exports) throws SQLException {
        return lockIfFree(tables.stream().map(TableName::sql).collect(Collectors.joining(", ")), exports);
    }

    /** The same for the first lock, where nothing can be queued for. */
    boolean lockFirstIfFree(TableName table) throws SQLException {
        boolean free = lockIfFree(List.of(table), false);
        if (free) {
            lockedNanos = OptionalLong.of(System.nanoTime());
        }
        return free;
    }

    /** The same for one table without its partitions and heirs. */
    boolean lockIfFreeAlone(TableName table) throws SQLException {
        return lockIfFree("ONLY " + table.sql(), false);
    }

    private boolean lockIfFree(String names, boolean exports) throws SQLException {
        String locks = limits() + "SAVEPOINT further; LOCK TABLE " + names + " IN "
                + plan.lockMode().sql() + " MODE NOWAIT; RELEASE SAVEPOINT further";
        try {
            if (exports) {
                exported = Optional.of(Export.of(session.query(locks + ";\n" + Export.SQL)));
            } else {
                session.execute(locks);
            }
            return true;
        } catch (SQLException e) {
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            session.execute("ROLLBACK TO SAVEPOINT further; RELEASE SAVEPOINT further");
            return false;
        }
    }

    /** The first statement of the transaction that takes a snapshot, unless the last lock's message had it. */
    Export export() throws SQLException {
        if (exported.isEmpty()) {
            exported = Optional.of(Export.of(session.query(limits() + Export.SQL)));
        }
        return exported.get();
    }

    /** The same and nothing with it. */
    void exportBare() throws SQLException {
        session.execute("SELECT pg_export_snapshot()");
    }

    /** See {@link Readers#fingerprint}. */
    String fingerprint(List<TableName> tables) throws SQLException {
        return Readers.fingerprint(session, tables);
    }

    /**
     * Opens the gate. That it succeeds is the proof that the transaction, and with it the lock, has lived up to now: see
     * {@link PgSession#commit()}.
     */
    void commit() throws SQLException {
        session.commit();
    }

    void rollBack() throws SQLException {
        session.execute("ROLLBACK");
    }

    void close() {
        session.close();
    }

    /** Opens the gate without waiting for an answer. */
    void abort() {
        session.abort();
    }
}
