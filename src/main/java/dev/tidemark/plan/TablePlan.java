package dev.tidemark.plan;

import java.util.List;
import java.util.Optional;

/**
 * One table of a backfill.
 *
 * @param table which
 * @param eventTopic the topic that the application publishes the table's change events to; the mark goes there
 * @param rowsTopic the topic that the rows go to
 * @param columns which columns, in their order; empty for all
 * @param filter an SQL condition that the rows have to meet
 * @param key what the messages' keys are made of
 * @param value what the messages' values are made of
 */
public record TablePlan(
        TableName table,
        String eventTopic,
        String rowsTopic,
        List<String> columns,
        Optional<String> filter,
        KeyPlan key,
        ValuePlan value) {

    public TablePlan {
        columns = List.copyOf(columns);
    }

    /** All rows and columns of a table, keyed by its primary key, into {@code <event topic>.backfill}. */
    public static TablePlan whole(TableName table, String eventTopic) {
        return new TablePlan(
                table,
                eventTopic,
                rowsTopicFor(eventTopic),
                List.of(),
                Optional.empty(),
                new KeyPlan.PrimaryKey(),
                new ValuePlan.Json());
    }

    public static String rowsTopicFor(String eventTopic) {
        return eventTopic + ".backfill";
    }
}
