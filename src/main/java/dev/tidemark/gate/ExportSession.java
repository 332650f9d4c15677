package dev.tidemark.gate;

import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.Beneath;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.Readers;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.wire.Snapshot;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Session 1: locks the tables and exports its snapshot. Before the lock it sends only what takes no snapshot; a snapshot
 * older than the lock would miss rows that were committed while it queued for the lock (PostgreSQL documentation,
 * section 13.2.2: a REPEATABLE READ transaction sees the database as of its first query).
 */
final class ExportSession {
    static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int TRANSACTION_TIMEOUT_SINCE = 170_000;
    private static final Duration WORTH_A_LIMIT = Duration.ofMillis(100);

    private static final String FAMILIES = """
            SET standard_conforming_strings = on;
            WITH RECURSIVE family (root, oid, member) AS (
              SELECT ordinality, oid, false
              FROM unnest(ARRAY[%s]) WITH ORDINALITY AS roots (oid)
              UNION
              SELECT root, child, true
              FROM family
              CROSS JOIN LATERAL %s AS beneath
            )
            SELECT root, member, relkind, nspname, relname
            FROM family
            JOIN pg_class AS c ON c.oid = family.oid
            JOIN pg_namespace AS n ON n.oid = relnamespace
            WHERE NOT member
               OR relkind IN ('r', 'p')
              AND has_schema_privilege(n.oid, 'USAGE')
              AND has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')
            ORDER BY root, member, nspname, relname""";

    private final PgSession session;
    private final GatePlan plan;
    private final int versionNumber;
    private OptionalLong lockedNanos = OptionalLong.empty();

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

    /**
     * What belongs to each table or view, in their order, but for what we may not lock by its own name; takes a snapshot, so
     * only before {@link #begin()}.
     */
    List<LockFamily> families(List<TableName> tables) throws SQLException {
        String roots = tables.stream()
                .map(table -> "'" + table.sql().replace("'", "''") + "'::regclass::oid")
                .collect(Collectors.joining(", "));
        Set<Integer> views = new HashSet<>();
        Map<Integer, List<TableName>> members = new HashMap<>();
        for (List<@Nullable String> row : session.query(FAMILIES.formatted(roots, Beneath.of("family.oid")))) {
            int root = Integer.parseInt(text(row, 0)) - 1;
            if (text(row, 1).equals("t")) {
                members.computeIfAbsent(root, _ -> new ArrayList<>()).add(new TableName(text(row, 3), text(row, 4)));
            } else if (text(row, 2).equals("v")) {
                views.add(root);
            }
        }
        return IntStream.range(0, tables.size())
                .mapToObj(i -> new LockFamily(tables.get(i), views.contains(i), members.getOrDefault(i, List.of())))
                .toList();
    }

    /**
     * Queues for the lock on the first table.
     *
     * @param alone whether its partitions and heirs are left out: LOCK would queue for one after the other, and hold what it
     *     has meanwhile
     */
    void lockFirst(TableName table, boolean alone) throws SQLException {
        session.execute("LOCK TABLE " + (alone ? "ONLY " : "") + table.sql() + " IN "
                + plan.lockMode().sql() + " MODE");
        lockedNanos = OptionalLong.of(System.nanoTime());
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
     */
    boolean lockIfFree(List<TableName> tables) throws SQLException {
        return lockIfFree(tables.stream().map(TableName::sql).collect(Collectors.joining(", ")));
    }

    /** The same for the first lock, where nothing can be queued for. */
    boolean lockFirstIfFree(TableName table) throws SQLException {
        boolean free = lockIfFree(List.of(table));
        if (free) {
            lockedNanos = OptionalLong.of(System.nanoTime());
        }
        return free;
    }

    /** The same for one table without its partitions and heirs. */
    boolean lockIfFreeAlone(TableName table) throws SQLException {
        return lockIfFree("ONLY " + table.sql());
    }

    private boolean lockIfFree(String names) throws SQLException {
        try {
            session.execute(limits() + "SAVEPOINT further; LOCK TABLE " + names + " IN "
                    + plan.lockMode().sql() + " MODE NOWAIT; RELEASE SAVEPOINT further");
            return true;
        } catch (SQLException e) {
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            session.execute("ROLLBACK TO SAVEPOINT further; RELEASE SAVEPOINT further");
            return false;
        }
    }

    /** What {@link #export()} gave: the snapshot, and this transaction's own id, 0 if it has none. */
    record Export(Snapshot snapshot, long xid) {}

    /** The first statement of the transaction that takes a snapshot. The functions exist in every version from 11 on. */
    Export export() throws SQLException {
        List<@Nullable String> row = session.query(limits() + """
                        SELECT pg_export_snapshot(), txid_current_snapshot(), pg_current_wal_lsn(),
                               coalesce(txid_current_if_assigned(), 0)""").getFirst();
        Snapshot snapshot = Snapshot.of(text(row, 0), text(row, 1), text(row, 2));
        return new Export(snapshot, Long.parseLong(text(row, 3)));
    }

    /** The same and nothing with it. */
    void exportBare() throws SQLException {
        session.execute("SELECT pg_export_snapshot()");
    }

    private static String text(List<@Nullable String> row, int column) {
        return Objects.requireNonNull(row.get(column));
    }

    /** See {@link Readers#fingerprint}. */
    String fingerprint(List<TableName> tables) throws SQLException {
        return Readers.fingerprint(session, tables);
    }

    /**
     * The proof and the release in one message: the first statement succeeds only if the transaction, and with it the lock,
     * has lived up to now, and without it the COMMIT, which opens the gate, is not even tried.
     */
    void proveAndCommit() throws SQLException {
        session.execute("SELECT 1; COMMIT");
    }

    /** Opens the gate. */
    void commit() throws SQLException {
        session.execute("COMMIT");
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
