package dev.tidemark.gate;

import dev.tidemark.kafka.Cluster;
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
            long bytes = pool.attempt(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.setQueryTimeout(SECONDS);
                    statement.setEscapeProcessing(false);
                    try (ResultSet row = statement.executeQuery(sql(table))) {
                        row.next();
                        return row.getLong(1);
                    }
                }
            });
            if (bytes + AROUND_BYTES > limit * COMPRESSION) {
                findings.refuse(table.name() + ": " + bytes + " bytes", tooLarge(table, bytes, limit));
            } else if (bytes + AROUND_BYTES > limit) {
                findings.warn(table.name() + ": " + bytes + " bytes", tooLarge(table, bytes, limit));
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

    private static String sql(ChosenTable table) {
        String rows = table.plan().sql()
                + (isSampled(table)
                        ? " TABLESAMPLE SYSTEM ("
                                + 100.0 * WHOLE_BYTES / table.info().bytes() + ")"
                        : "")
                + table.plan().filter().map(f -> " WHERE (" + f + "\n)").orElse("");
        return table.plan().value() instanceof ValuePlan.Sql(String expression)
                ? "SELECT coalesce(max(octet_length((" + expression + "\n)::text)), 0) FROM " + rows
                : "SELECT coalesce(max(octet_length(to_jsonb(r)::text)), 0) FROM (SELECT "
                        + table.read().stream().map(TableName::quote).collect(Collectors.joining(", ")) + " FROM "
                        + rows + ") r";
    }

    private static Problem tooLarge(ChosenTable table, long bytes, long limit) {
        return Problem.of(
                "row-too-large",
                "A row of " + table.name() + " may be larger than its topic takes.",
                "As a message it has " + bytes + " bytes before compression; max.message.bytes is " + limit + ".",
                "Have max.message.bytes raised for " + table.plan().rowsTopic()
                        + ", or leave a column out in the plan.");
    }
}
