package dev.tidemark.postgres;

import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.ValuePlan;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at one row of a table, outside of any run. */
public final class SampleRow {
    private final WatchPool pool;

    public SampleRow(WatchPool pool) {
        this.pool = pool;
    }

    /**
     * The message value that the plan makes of some row, and the whole row; empty if no row is there.
     *
     * @param value as JSON
     * @param row all columns as a JSON object
     */
    public record Sample(String value, String row) {}

    public Optional<Sample> of(TablePlan table) {
        String columns = table.columns().isEmpty()
                ? "*"
                : table.columns().stream().map(TableName::quote).collect(Collectors.joining(", "));
        String value = table.value() instanceof ValuePlan.Sql sql
                ? "SELECT (" + sql.expression() + ")::jsonb"
                : "SELECT to_jsonb(chosen) FROM (SELECT " + columns + " FROM (SELECT tidemark_row.*) every) chosen";
        String where = table.filter().map(f -> "WHERE (" + f + "\n)").orElse("");
        String query = """
                SELECT (%s), to_jsonb(tidemark_row)
                FROM (SELECT * FROM %s %s LIMIT 1) tidemark_row""".formatted(value, table.table().sql(), where);
        return pool.ask(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(query)) {
                return result.next()
                        ? Optional.of(new Sample(result.getString(1), result.getString(2)))
                        : Optional.<Sample>empty();
            }
        });
    }
}
