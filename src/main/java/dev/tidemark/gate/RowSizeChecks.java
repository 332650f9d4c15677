package dev.tidemark.gate;

import dev.tidemark.kafka.Cluster;
import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.ValuePlan;
import dev.tidemark.postgres.PgProblems;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Measures the largest row as the message that it becomes, against what its topic takes: of all rows where that is little to
 * read, else of a sample of the table's pages.
 */
final class RowSizeChecks {
    private static final String CHECK = "largest row";
    private static final long WHOLE_BYTES = 32L * 1024 * 1024;
    private static final int SECONDS = 5;
    /** Headers, key and the batch around them. */
    private static final int AROUND_BYTES = 512;
    /** Batches are compressed before the broker measures them; JSON seldom by more. */
    private static final int COMPRESSION = 4;

    private static final int KEY_CHARACTERS = 100;

    /** A row as a message, and its key where that is made of columns. */
    private record Row(long bytes, Optional<String> key) {}

    private final WatchPool pool;
    private final Cluster cluster;

    RowSizeChecks(WatchPool pool, Cluster cluster) {
        this.pool = pool;
        this.cluster = cluster;
    }

    List<Verdict> check(List<ChosenTable> tables) {
        Map<String, Long> limits = limits(tables);
        Findings findings = new Findings(CHECK);
        long largest = 0;
        boolean sampled = false;
        for (ChosenTable table : tables) {
            Long limit = limits.get(table.plan().eventTopic());
            if (limit != null) {
                limit = limits.getOrDefault(table.plan().rowsTopic(), limit);
                sampled |= isSampled(table);
                largest = Math.max(largest, measured(table, limit, findings));
            }
        }
        return findings.orPass(largest + " bytes" + (sampled ? " in a sample" : ""));
    }

    private Map<String, Long> limits(Collection<ChosenTable> tables) {
        Map<String, Long> limits = new TreeMap<>();
        List<String> names = tables.stream()
                .flatMap(t -> List.of(t.plan().eventTopic(), t.plan().rowsTopic()).stream())
                .distinct()
                .toList();
        cluster.topics(names)
                .keySet()
                .forEach(name -> limits.put(name, (long) cluster.settings(name).maxMessageBytes()));
        return limits;
    }

    private long measured(ChosenTable table, long limit, Findings findings) {
        try {
            Row largest = pool.attempt(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.setQueryTimeout(SECONDS);
                    statement.setEscapeProcessing(false);
                    try (ResultSet row = statement.executeQuery(sql(table))) {
                        return row.next()
                                ? new Row(row.getLong(1), Optional.ofNullable(row.getString(2)))
                                : new Row(0, Optional.empty());
                    }
                }
            });
            long bytes = largest.bytes();
            if (bytes + AROUND_BYTES > limit * COMPRESSION) {
                findings.refuse(table.name() + ": " + bytes + " bytes", tooLarge(table, largest, limit));
            } else if (bytes + AROUND_BYTES > limit) {
                findings.warn(table.name() + ": " + bytes + " bytes", tooLarge(table, largest, limit));
            }
            return bytes;
        } catch (SQLException e) {
            findings.warn(table.name() + " could not be measured", PgProblems.of(e, pool.address()));
            return 0;
        }
    }

    private static boolean isSampled(ChosenTable table) {
        return table.info().bytes() > WHOLE_BYTES;
    }

    /** The largest row's size and key. */
    private static String sql(ChosenTable table) {
        String rows = table.plan().sql()
                + (isSampled(table)
                        ? " TABLESAMPLE SYSTEM ("
                                + 100.0 * WHOLE_BYTES / table.info().bytes() + ")"
                        : "")
                + table.plan().filter().map(f -> " WHERE (" + f + "\n)").orElse("");
        String largest = table.plan().value() instanceof ValuePlan.Sql(String expression)
                ? "SELECT octet_length((" + expression + "\n)::text), " + key(table) + " FROM " + rows
                : "SELECT octet_length(to_jsonb(r)::text), " + key(table) + " FROM (SELECT "
                        + table.read().stream().map(TableName::quote).collect(Collectors.joining(", ")) + " FROM "
                        + rows + ") r";
        return largest + "\nORDER BY 1 DESC NULLS LAST LIMIT 1";
    }

    private static String key(ChosenTable table) {
        List<String> columns = switch (table.plan().key()) {
            case KeyPlan.PrimaryKey() -> table.info().primaryKey();
            case KeyPlan.Text(String column) -> List.of(column);
            case KeyPlan.Json(List<String> several) -> several;
            case KeyPlan.Sql _, KeyPlan.None() -> List.of();
        };
        return columns.isEmpty()
                ? "NULL"
                : "left(concat_ws(', ', "
                        + columns.stream().map(TableName::quote).collect(Collectors.joining(", ")) + "), "
                        + KEY_CHARACTERS + ")";
    }

    private static Problem tooLarge(ChosenTable table, Row row, long limit) {
        return Problem.of(
                "row-too-large",
                "A row of " + table.name() + " may be larger than its topic takes"
                        + row.key().map(key -> ": the one with the key " + key).orElse("") + ".",
                "As a message it has " + row.bytes() + " bytes before compression; max.message.bytes is " + limit + ".",
                "Have max.message.bytes raised for " + table.plan().rowsTopic()
                        + ", or leave a column out in the plan.");
    }
}
