package dev.tidemark.postgres;

import dev.tidemark.plan.TableName;
import dev.tidemark.wire.Snapshot;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions that read one snapshot, called "session 2" to people, and among them the keeper, which stays idle so that
 * the snapshot can be handed to a replacement (PostgreSQL documentation, section 9.28.5: an importer may export again).
 * Each holds a guard lock, ACCESS SHARE on every table: TRUNCATE, DROP and a rewriting ALTER are not MVCC-safe (section
 * 13.6), and would show a reader an empty table without a word.
 */
public final class Readers implements AutoCloseable {
    /**
     * Makes a row's JSON independent of server, database and role, for right after BEGIN. A policy that would hide rows
     * becomes an error, and a backslash in a name or a value is no more than that. Floats are exact with 3 on any version; from 12 on everything above 0 is the same.
     */
    public static final String ROW_SETTINGS = """
            SET LOCAL row_security = off;
            SET LOCAL TimeZone = 'UTC';
            SET LOCAL DateStyle = 'ISO';
            SET LOCAL IntervalStyle = 'postgres';
            SET LOCAL bytea_output = 'hex';
            SET LOCAL extra_float_digits = 3;
            SET LOCAL standard_conforming_strings = on""";

    /**
     * When the server may take it that this computer is gone, which it is not told if the network is cut: by default after
     * two hours, in which the guard lock keeps DDL waiting and the snapshot keeps vacuum from its work.
     */
    private static final String SILENCE = """
            SET LOCAL tcp_keepalives_idle = 30;
            SET LOCAL tcp_keepalives_interval = 10;
            SET LOCAL tcp_keepalives_count = 3;
            """;

    /**
     * For a guard lock, below deadlock_timeout (1 s by default): where an application has one table and wants the next, the
     * one that gives way must be we.
     */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

    private final Login login;
    private final StatementListener listener;
    private final PgSession keeper;
    private final List<PgSession> sessions;
    /** The readers, the keeper, and later the replacements. */
    private final SessionGroup all;
    /** Empty until it is taken. */
    private volatile String guardSql = "";
    /** Whether the keeper is busy, so that nobody gets the snapshot from it any more. */
    private volatile boolean keeperReads;

    private Readers(Login login, StatementListener listener, PgSession keeper, List<PgSession> sessions) {
        this.login = login;
        this.listener = listener;
        this.keeper = keeper;
        this.sessions = sessions;
        all = new SessionGroup(sessions);
        all.add(keeper);
    }

    /** Connects the keeper and as many readers. */
    public static Readers open(Login login, int readers, StatementListener listener) throws SQLException {
        List<PgSession> opened = new ArrayList<>();
        try {
            PgSession keeper = PgSession.open(login, "tidemark keeper", StatementListener.NONE);
            opened.add(keeper);
            for (int i = 1; i <= readers; i++) {
                // One reader stands for all of them on the screen: they all send the same.
                opened.add(PgSession.open(login, "tidemark reader " + i, i == 1 ? listener : StatementListener.NONE));
            }
            return new Readers(login, listener, keeper, List.copyOf(opened.subList(1, opened.size())));
        } catch (SQLException e) {
            opened.forEach(PgSession::close);
            throw e;
        }
    }

    /** The readers, without the keeper. */
    public List<PgSession> sessions() {
        return sessions;
    }

    /** The pids of all of them, of the keeper and of the replacements. */
    public Set<Integer> pids() {
        return all.pids();
    }

    /** Begins a transaction in every session; nothing in it takes a snapshot yet. */
    public void begin(Duration lockTimeout) throws SQLException {
        all.onEach(session -> session.execute(beginSql(session, lockTimeout)));
    }

    private static String beginSql(PgSession session, Duration lockTimeout) throws SQLException {
        String settings =
                """
                BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
                SET LOCAL lock_timeout = %d;
                SET LOCAL statement_timeout = 0;
                SET LOCAL idle_in_transaction_session_timeout = 0;
                """.formatted(Math.min(lockTimeout.toMillis(), LONGEST_WAIT.toMillis())) + SILENCE + ROW_SETTINGS;
        // A read takes as long as it takes, whatever the server or the role allows a transaction.
        return session.majorVersion() < 17 ? settings : settings + ";\nSET LOCAL transaction_timeout = 0";
    }

    /**
     * Takes the guard lock in every session.
     *
     * @param queued the one table that may be waited for, alone and without its partitions: waiting for one while holding
     *     another can make an application a deadlock's victim
     */
    public void guard(List<TableName> tables, Optional<TableName> queued) throws SQLException {
        guardSql = queued.map(table -> "LOCK TABLE ONLY " + table.sql() + " IN ACCESS SHARE MODE; ")
                        .orElse("")
                + "LOCK TABLE "
                + tables.stream().map(TableName::sql).collect(Collectors.joining(", "))
                + " IN ACCESS SHARE MODE NOWAIT";
        all.onEach(session -> session.execute(guardSql));
    }

    /**
     * Imports the snapshot into the first reader and makes sure that it sees what the exporter sees. From now on the exporter
     * may end: the others get the snapshot from this one.
     *
     * @param exporterXid the exporter's own transaction id, which importers list as in progress; 0 if it has none
     */
    public void importSnapshot(Snapshot snapshot, long exporterXid) throws SQLException {
        importInto(sessions.getFirst(), snapshot.id(), snapshot, exporterXid);
    }

    /** Hands the first reader's snapshot on to all others, and makes sure of the same. */
    public void share(Snapshot snapshot, long exporterXid) throws SQLException {
        PgSession first = sessions.getFirst();
        String id = exported(first);
        all.onEach(session -> {
            if (session != first) {
                importInto(session, id, snapshot, exporterXid);
            }
        });
    }

    private static String exported(PgSession session) throws SQLException {
        return Objects.requireNonNull(
                session.query("SELECT pg_export_snapshot()").getFirst().getFirst());
    }

    private static void importInto(PgSession session, String id, Snapshot snapshot, long exporterXid)
            throws SQLException {
        String seen = Objects.requireNonNull(
                session.query("""
                        SET TRANSACTION SNAPSHOT '%s';
                        SELECT txid_current_snapshot()""".formatted(id)).getFirst().getFirst());
        Snapshot imported = Snapshot.of(snapshot.id(), seen, snapshot.lsn()).without(exporterXid);
        if (!imported.seesTheSameAs(snapshot)) {
            throw new SQLException("The imported snapshot " + seen + " is not the exported one " + snapshot, "42704");
        }
    }

    /** What identifies the files of the tables, of their partitions, and of what is beneath views; a rewrite changes it. */
    public String fingerprint(List<TableName> tables) throws SQLException {
        return fingerprint(keeper, tables);
    }

    /** The same, seen by another session. */
    public static String fingerprint(PgSession session, List<TableName> tables) throws SQLException {
        String names = tables.stream()
                .map(table -> "'" + table.sql().replace("'", "''") + "'::regclass::oid")
                .collect(Collectors.joining(", "));
        return String.valueOf(session.query("""
                        WITH RECURSIVE family AS (
                          SELECT unnest(ARRAY[%s]) AS oid
                          UNION
                          SELECT child FROM family CROSS JOIN LATERAL %s AS beneath
                        )
                        SELECT string_agg(oid || '=' || coalesce(pg_relation_filenode(oid), 0), ' ' ORDER BY oid)
                        FROM family""".formatted(names, Beneath.of("family.oid")))
                .getFirst()
                .getFirst());
    }

    /** A further reader of the same snapshot, which it gets from the keeper, with the same guard. Throws a ProblemException. */
    public PgSession replacement(Duration lockTimeout) {
        try {
            if (keeperReads) {
                throw new SQLException(
                        "The session that keeps the snapshot reads: it gives it to nobody else.", "55006");
            }
            PgSession session = PgSession.open(login, "tidemark reader", listener);
            try {
                session.execute(beginSql(session, lockTimeout));
                if (!guardSql.isEmpty()) {
                    session.execute(guardSql);
                }
                synchronized (keeper) {
                    session.execute("SET TRANSACTION SNAPSHOT '" + exported(keeper) + "'");
                }
                all.add(session);
                return session;
            } catch (SQLException e) {
                session.close();
                throw e;
            }
        } catch (SQLException e) {
            throw PgProblems.of(e, login.address()).asException(e);
        }
    }

    /** The keeper, to read what nobody else is left for: it has the snapshot and the guard lock, and needs nobody's leave. */
    public PgSession keeper() {
        keeperReads = true;
        return keeper;
    }

    /** Ends the transactions in order, and the sessions: from now on vacuum may clean up behind them. */
    public void finish() {
        try {
            all.onEach(session -> session.execute("COMMIT"));
        } catch (SQLException e) {
            LOG.info("A reader was gone before its transaction was ended", e);
        }
        close();
    }

    /** Ends every session's transaction; the sessions can begin another one. */
    public void rollBack() throws SQLException {
        all.onEach(session -> session.execute("ROLLBACK"));
    }

    /** Cuts all connections at once; the server ends the transactions. */
    public void abort() {
        all.abort();
    }

    @Override
    public void close() {
        all.close();
    }
}
