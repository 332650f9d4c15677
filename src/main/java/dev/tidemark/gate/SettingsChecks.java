package dev.tidemark.gate;

import dev.tidemark.plan.Plan;
import dev.tidemark.postgres.Beneath;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks of the server's settings and its clock: what would end our sessions or run out under them. */
final class SettingsChecks {
    private static final Duration SHORT_IDLE = Duration.ofSeconds(10);
    private static final Duration SKEW = Duration.ofSeconds(2);
    /** Of the lock table; beyond, the application may be the one that finds it full. */
    private static final double MOST_LOCKS = 0.5;
    /** Session 1 and the keeper. */
    private static final int OTHER_LOCKERS = 2;

    private static final String SETTINGS = """
            SELECT name, setting::bigint
            FROM pg_settings
            WHERE name IN ('idle_session_timeout', 'old_snapshot_threshold',
                           'max_locks_per_transaction', 'max_connections', 'max_prepared_transactions')
            """;

    /** Readers lock a table's indexes, too. */
    private static final String RELATIONS = """
            WITH RECURSIVE family (oid) AS (
                SELECT unnest(?::oid[])
                UNION
                SELECT child
                FROM family
                CROSS JOIN LATERAL %s AS beneath
            )
            SELECT (SELECT count(*) FROM family)
                 + (SELECT count(*) FROM pg_index WHERE indrelid IN (SELECT oid FROM family)),
                   (SELECT count(*) FROM pg_locks)
            """.formatted(Beneath.of("family.oid"));

    private final WatchPool pool;

    SettingsChecks(WatchPool pool) {
        this.pool = pool;
    }

    List<Verdict> check(List<ChosenTable> tables, Plan plan) {
        return pool.ask(connection -> {
            Map<String, Long> settings = settings(connection);
            return List.of(timeouts(settings), clock(connection), locks(connection, settings, tables, plan));
        });
    }

    private static Map<String, Long> settings(Connection connection) throws SQLException {
        Map<String, Long> settings = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SETTINGS)) {
            while (row.next()) {
                settings.put(row.getString(1), row.getLong(2));
            }
        }
        return settings;
    }

    /** The limits on statements, transactions and idle transactions don't count: our sessions turn them off. */
    static Verdict timeouts(Map<String, Long> settings) {
        String check = "timeouts";
        if (settings.getOrDefault("old_snapshot_threshold", -1L) >= 0) {
            return Verdict.warning(
                    check,
                    "old snapshots expire",
                    Problem.of(
                            "old-snapshot-threshold",
                            "The server lets snapshots expire while they are in use.",
                            "old_snapshot_threshold is " + settings.get("old_snapshot_threshold")
                                    + " minutes; a read that takes longer fails with “snapshot too old”.",
                            "Have old_snapshot_threshold set to -1, or see that the read is faster."));
        }
        Duration idle = Duration.ofMillis(settings.getOrDefault("idle_session_timeout", 0L));
        if (idle.isPositive() && idle.compareTo(SHORT_IDLE) < 0) {
            return Verdict.warning(
                    check,
                    "idle sessions end after " + idle.toMillis() + " ms",
                    Problem.of(
                            "idle-session-timeout",
                            "The server ends sessions that are idle for " + idle.toMillis() + " ms.",
                            "Between two attempts at the lock our sessions are idle and in no transaction.",
                            "Have idle_session_timeout turned off for this role: ALTER ROLE … SET idle_session_timeout ="
                                    + " 0."));
        }
        return Verdict.pass(check, "no timeout ends the snapshot");
    }

    private static Verdict clock(Connection connection) throws SQLException {
        long before = System.currentTimeMillis();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")) {
            row.next();
            long between = before + (System.currentTimeMillis() - before) / 2;
            return clock(Duration.ofMillis(row.getLong(1) - between));
        }
    }

    /** @param ahead how far the server's clock is before ours */
    static Verdict clock(Duration ahead) {
        String finding =
                "the server's clock is " + ahead.abs().toMillis() + " ms " + (ahead.isNegative() ? "behind" : "ahead");
        return ahead.abs().compareTo(SKEW) < 0
                ? Verdict.pass("clock", finding)
                : Verdict.warning(
                        "clock",
                        finding,
                        Problem.of(
                                "clock-skew",
                                "This computer's clock and the database server's differ.",
                                "By " + ahead.abs().toMillis() + " ms; the times in marks and in the run's record are"
                                        + " this computer's.",
                                "Have both use the same time service. Order does not depend on it."));
    }

    private static Verdict locks(Connection connection, Map<String, Long> settings, List<ChosenTable> tables, Plan plan)
            throws SQLException {
        long room = settings.getOrDefault("max_locks_per_transaction", 64L)
                * (settings.getOrDefault("max_connections", 100L)
                        + settings.getOrDefault("max_prepared_transactions", 0L));
        try (PreparedStatement statement = connection.prepareStatement(RELATIONS)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "int8", tables.stream().map(t -> t.info().oid()).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long needed = row.getLong(1) * (plan.read().readers() + OTHER_LOCKERS);
                return locks(needed, row.getLong(2), room);
            }
        }
    }

    static Verdict locks(long needed, long taken, long room) {
        String finding = needed + " of " + room + " needed, " + taken + " taken";
        Problem problem = Problem.of(
                "lock-table",
                "The server's lock table may not have room for this run.",
                "The readers need up to " + needed + " locks on tables, partitions and indexes; " + taken + " of about "
                        + room + " are taken. When it is full, statements fail, the application's too.",
                "Use fewer readers or tables, or have max_locks_per_transaction raised (needs a restart).");
        return needed + taken > room
                ? Verdict.refusal("locks", finding, problem)
                : needed + taken > room * MOST_LOCKS
                        ? Verdict.warning("locks", finding, problem)
                        : Verdict.pass("locks", finding);
    }
}
