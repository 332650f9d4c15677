package dev.tidemark.plan;

import dev.tidemark.plan.TablePlan.Envelope;
import dev.tidemark.plan.TablePlan.Inherited;
import dev.tidemark.plan.YamlNode.Mapping;
import dev.tidemark.plan.YamlNode.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads one of a plan file's {@code tables}. */
final class TableReader {
    private static final Map<String, String> DETAILS = PlanReader.fields(
            "events", "events: orders",
            "rows", "rows: orders.backfill",
            "columns", "columns: [id, state]",
            "filter", "filter: \"state <> 'draft'\"",
            "key", "key: primary-key",
            "value", "value: json",
            "envelope", "envelope: debezium",
            "inherited", "inherited: all");
    private static final Map<String, String> TABLE = withName(DETAILS);
    private static final Map<String, String> KEY = PlanReader.fields(
            "text", "key: {text: id}", "json", "key: {json: [order_id, line]}", "sql", "key: {sql: \"id::text\"}");
    private static final Map<String, String> VALUE =
            PlanReader.fields("sql", "value: {sql: \"jsonb_build_object('id', id)\"}");
    private static final String TOPIC =
            "The mark goes to the topic that the application publishes the table's changes to";

    private final PlanMistakes mistakes;

    TableReader(PlanMistakes mistakes) {
        this.mistakes = mistakes;
    }

    private static Map<String, String> withName(Map<String, String> details) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("table", "table: public.orders");
        fields.putAll(details);
        return fields;
    }

    TablePlan read(YamlNode node) {
        PlanFields fields = new PlanFields(node, "this table", TABLE, mistakes);
        String name = fields.requireText("table", "Nothing says which table this is");
        return read(TableName.parse(name), fields);
    }

    /** The short form: a name, and either the event topic or the further fields. */
    TablePlan read(String name, YamlNode node) {
        TableName table = TableName.parse(name);
        return node instanceof Scalar topic && !topic.text().isBlank()
                ? TablePlan.whole(table, topic.text().strip())
                : read(table, new PlanFields(node, name, DETAILS, mistakes));
    }

    private TablePlan read(TableName table, PlanFields fields) {
        String events = fields.requireText("events", TOPIC);
        return new TablePlan(
                table,
                events,
                fields.text("rows").orElse(TablePlan.rowsTopicFor(events)),
                fields.texts("columns"),
                fields.text("filter"),
                key(fields),
                value(fields),
                envelope(fields),
                inherited(fields));
    }

    private KeyPlan key(PlanFields table) {
        if (table.find("key").orElse(null) instanceof Mapping group) {
            PlanFields fields = new PlanFields(group, "key", KEY, mistakes);
            Map.Entry<String, YamlNode> only = fields.only();
            return switch (only.getKey()) {
                case "text" -> new KeyPlan.Text(fields.text("text", only.getValue()));
                case "json" -> new KeyPlan.Json(fields.texts("json", only.getValue()));
                default -> new KeyPlan.Sql(fields.text("sql", only.getValue()));
            };
        }
        Map<String, KeyPlan> words = new LinkedHashMap<>();
        words.put("primary-key", new KeyPlan.PrimaryKey());
        words.put("none", new KeyPlan.None());
        return table.word("key", words, "{text: column}", "{json: [columns]}", "{sql: expression}")
                .orElse(new KeyPlan.PrimaryKey());
    }

    private static Envelope envelope(PlanFields table) {
        Map<String, Envelope> words = new LinkedHashMap<>();
        words.put("none", Envelope.NONE);
        words.put("debezium", Envelope.DEBEZIUM);
        words.put("cloudevents", Envelope.CLOUDEVENTS);
        return table.word("envelope", words).orElse(Envelope.NONE);
    }

    private static Inherited inherited(PlanFields table) {
        Map<String, Inherited> words = new LinkedHashMap<>();
        words.put("all", Inherited.ALL);
        words.put("only", Inherited.ONLY);
        return table.word("inherited", words).orElse(Inherited.ALL);
    }

    private ValuePlan value(PlanFields table) {
        if (table.find("value").orElse(null) instanceof Mapping group) {
            PlanFields fields = new PlanFields(group, "value", VALUE, mistakes);
            return new ValuePlan.Sql(fields.text("sql", fields.only().getValue()));
        }
        return table.word("value", Map.<String, ValuePlan>of("json", new ValuePlan.Json()), "{sql: expression}")
                .orElse(new ValuePlan.Json());
    }
}
