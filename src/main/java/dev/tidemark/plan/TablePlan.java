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
 * @param envelope what is around each value
 * @param inherited whether the rows of tables that inherit from this one are its rows too
 */
public record TablePlan(
        TableName table,
        String eventTopic,
        String rowsTopic,
        List<String> columns,
        Optional<String> filter,
        KeyPlan key,
        ValuePlan value,
        Envelope envelope,
        Inherited inherited) {

    /** Whose rows are read. */
    public enum Inherited {
        /** The table's own and those of all tables that inherit from it, as SELECT and LOCK take a table's name. */
        ALL,
        /** The table's own, as {@code ONLY} has it. A partitioned table has none. */
        ONLY
    }

    /** What is around a row's value. */
    public enum Envelope {
        /** Nothing. */
        NONE,
        /** A change event as Debezium's connector for PostgreSQL writes it for a row that it reads ({@code op: "r"}). */
        DEBEZIUM,
        /** Nothing, but headers that make the message a CloudEvent in binary mode. */
        CLOUDEVENTS
    }

    public TablePlan {
        columns = List.copyOf(columns);
    }

    /** The value as it is, of all rows. */
    public TablePlan(
            TableName table,
            String eventTopic,
            String rowsTopic,
            List<String> columns,
            Optional<String> filter,
            KeyPlan key,
            ValuePlan value) {
        this(table, eventTopic, rowsTopic, columns, filter, key, value, Envelope.NONE, Inherited.ALL);
    }

    public TablePlan withEnvelope(Envelope other) {
        return new TablePlan(table, eventTopic, rowsTopic, columns, filter, key, value, other, inherited);
    }

    public TablePlan withInherited(Inherited other) {
        return new TablePlan(table, eventTopic, rowsTopic, columns, filter, key, value, envelope, other);
    }

    /** The table as FROM wants it: with ONLY, if only its own rows are wanted. */
    public String sql() {
        return (inherited == Inherited.ONLY ? "ONLY " : "") + table.sql();
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
