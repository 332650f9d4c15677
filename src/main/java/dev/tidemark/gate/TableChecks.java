package dev.tidemark.gate;

import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.LockMode;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.ValuePlan;
import dev.tidemark.postgres.ColumnInfo;
import dev.tidemark.postgres.PgProblems;
import dev.tidemark.postgres.TableInfo;
import dev.tidemark.postgres.TableInfo.Kind;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks of one table. */
final class TableChecks {
    private static final int MAINTAIN_SINCE = 170_000;

    private final WatchPool pool;

    TableChecks(WatchPool pool) {
        this.pool = pool;
    }

    List<Verdict> check(Plan plan, TablePlan table, TableInfo info) {
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(kind(info));
        verdicts.add(key(table, info));
        Set<String> unknown = unknownColumns(table, info);
        if (unknown.isEmpty()) {
            verdicts.add(expressions(plan, table));
        } else {
            verdicts.add(Verdict.refusal(
                    "columns",
                    table.table() + ": " + String.join(", ", unknown),
                    Problem.of(
                            "column-missing",
                            table.table() + " has no column " + String.join(", ", unknown) + ".",
                            "Its columns are "
                                    + info.columns().stream()
                                            .map(ColumnInfo::name)
                                            .collect(Collectors.joining(", ")) + ".",
                            "Correct the name in the plan; case counts.")));
        }
        verdicts.add(privilege(table.table(), info.oid(), plan.gate().lockMode()));
        verdicts.addAll(longTransactions(table.table(), info.oid()));
        return verdicts;
    }

    private static Verdict kind(TableInfo info) {
        if (info.kind() == Kind.TABLE || info.kind() == Kind.PARTITIONED) {
            return Verdict.pass("kind of table", info.name() + " can be locked");
        }
        return Verdict.refusal(
                "kind of table",
                info.name() + " is no ordinary table",
                Problem.of(
                        "not-a-table",
                        info.name() + " is no ordinary or partitioned table.",
                        "It is a " + info.kind().name().replace('_', ' ').toLowerCase(Locale.ROOT)
                                + "; a lock on it would not keep writers away from its rows.",
                        "Choose the tables beneath it."));
    }

    private static Verdict key(TablePlan table, TableInfo info) {
        if (table.key() instanceof KeyPlan.PrimaryKey && info.primaryKey().isEmpty()) {
            return Verdict.refusal(
                    "message key",
                    table.table() + " has no primary key",
                    Problem.of(
                            "no-key",
                            table.table() + " has no primary key.",
                            "The key of its messages can't be guessed.",
                            "Choose one in the plan: a column, several, an expression, or none."));
        }
        return Verdict.pass("message key", table.table() + " has a key");
    }

    private static Set<String> unknownColumns(TablePlan table, TableInfo info) {
        Set<String> named = new TreeSet<>(table.columns());
        if (table.key() instanceof KeyPlan.Text(String column)) {
            named.add(column);
        } else if (table.key() instanceof KeyPlan.Json(List<String> columns)) {
            named.addAll(columns);
        }
        info.columns().forEach(column -> named.remove(column.name()));
        return named;
    }

    /** Has the server plan, but not run, what would be read: it finds every mistake in the operator's own SQL. */
    private Verdict expressions(Plan plan, TablePlan table) {
        String columns = table.columns().isEmpty()
                ? "*"
                : table.columns().stream().map(TableName::quote).collect(Collectors.joining(", "));
        String key = table.key() instanceof KeyPlan.Sql(String expression) ? ", (" + expression + ")::text" : "";
        String value = table.value() instanceof ValuePlan.Sql(String expression) ? ", (" + expression + ")::jsonb" : "";
        String where = table.filter().map(f -> " WHERE (" + f + "\n)").orElse("");
        String query = "EXPLAIN SELECT " + columns + key + value + " FROM "
                + table.table().sql() + where;
        try {
            return pool.attempt(connection -> {
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    // Makes a policy that would hide rows an error instead of fewer rows.
                    statement.execute("SET LOCAL row_security = off");
                    statement.execute(query);
                    return Verdict.pass("readable", table.table() + " can be read as planned");
                } finally {
                    connection.rollback();
                }
            });
        } catch (SQLException e) {
            Problem problem = PgProblems.of(e, plan.database());
            String sql =
                    where.isEmpty() ? "" : " The filter is: " + table.filter().orElse("");
            return Verdict.refusal(
                    "readable",
                    table.table() + " cannot be read as planned",
                    new Problem(
                            problem.code(),
                            table.table() + " cannot be read as planned. " + problem.what(),
                            problem.why() + sql,
                            problem.toDo(),
                            problem.origin()));
        }
    }

    private Verdict privilege(TableName table, long oid, LockMode mode) {
        boolean granted = pool.ask(connection -> {
            String maintain =
                    connection.getMetaData().getDatabaseMajorVersion() * 10_000 >= MAINTAIN_SINCE ? ", MAINTAIN" : "";
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT has_table_privilege(?::oid, 'UPDATE, DELETE, TRUNCATE" + maintain + "')")) {
                statement.setLong(1, oid);
                try (ResultSet result = statement.executeQuery()) {
                    result.next();
                    return result.getBoolean(1);
                }
            }
        });
        return granted
                ? Verdict.pass("lock privilege", table + " may be locked")
                : Verdict.refusal(
                        "lock privilege",
                        table + " may not be locked",
                        Problem.of(
                                        "no-lock-privilege",
                                        "The role may not lock " + table + " IN " + mode.sql() + " MODE.",
                                        "That takes UPDATE, DELETE or TRUNCATE on the table, or MAINTAIN from PostgreSQL 17.",
                                        "GRANT one of them to the role, or connect as the table's owner.")
                                .from("42501"));
    }

    /** Transactions that have held a lock on the table for long: the gate would queue behind them, and all behind it. */
    private List<Verdict> longTransactions(TableName table, long oid) {
        return pool.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT a.pid, coalesce(a.application_name, ''), a.state,
                           extract(epoch FROM clock_timestamp() - a.xact_start)::bigint
                    FROM pg_locks l
                    JOIN pg_stat_activity a USING (pid)
                    WHERE l.relation = ?::oid
                      AND l.granted
                      AND l.mode IN ('RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock',
                                     'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
                      AND a.xact_start < clock_timestamp() - interval '5 seconds'""")) {
                statement.setLong(1, oid);
                List<Verdict> verdicts = new ArrayList<>();
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        String who = "pid " + result.getInt(1) + " (" + result.getString(2) + ", " + result.getString(3)
                                + ")";
                        verdicts.add(Verdict.warning(
                                "long transactions",
                                who + " has held " + table + " for " + result.getLong(4) + " s",
                                Problem.of(
                                        "long-transaction",
                                        "A transaction has held a lock on " + table + " for " + result.getLong(4)
                                                + " s.",
                                        "It is " + who + "; the gate can't close before it ends.",
                                        "Wait for it, or have it ended, before you close the gate.")));
                    }
                }
                return verdicts;
            }
        });
    }
}
