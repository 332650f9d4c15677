package dev.tidemark.run;

import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.SampleRow.Sample;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes of a sample row the message that the plan would make of it. */
final class SampleMessage {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private SampleMessage() {}

    static Preview.Message of(TablePlan table, List<String> primaryKey, Sample sample) {
        JsonNode row = MAPPER.readTree(sample.row());
        String key = switch (table.key()) {
            case KeyPlan.PrimaryKey() when primaryKey.size() == 1 -> text(row, primaryKey.getFirst());
            case KeyPlan.PrimaryKey() when primaryKey.isEmpty() -> "";
            case KeyPlan.PrimaryKey() -> object(row, primaryKey);
            case KeyPlan.Text(String column) -> text(row, column);
            case KeyPlan.Json(List<String> columns) -> object(row, columns);
            case KeyPlan.Sql(String expression) -> "(" + expression + ")";
            case KeyPlan.None() -> "";
        };
        return new Preview.Message(-1, key, sample.value());
    }

    private static String text(JsonNode row, String column) {
        JsonNode value = row.path(column);
        return value.isString() ? value.asString() : value.toString();
    }

    private static String object(JsonNode row, List<String> columns) {
        ObjectNode key = MAPPER.createObjectNode();
        columns.forEach(column -> key.set(column, row.path(column)));
        return key.toString();
    }
}
