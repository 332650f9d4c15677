package dev.tidemark.wire;

import dev.tidemark.plan.TableName;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * A table's rows begin in this partition.
 *
 * @param run the backfill
 * @param table the table
 * @param snapshot the snapshot's id
 * @param columns what is in each row, in order
 */
public record Begin(RunId run, TableName table, String snapshot, List<Column> columns) {

    /**
     * @param name the column
     * @param type as PostgreSQL prints it, such as {@code numeric(10,2)}
     */
    public record Column(String name, String type) {}

    public Begin {
        columns = List.copyOf(columns);
    }

    public byte[] toBytes() {
        var json = Json.message(MessageKind.BEGIN, run)
                .put("table", table.toString())
                .put("snapshot", snapshot);
        ArrayNode list = json.putArray("columns");
        columns.forEach(c -> list.addObject().put("name", c.name()).put("type", c.type()));
        return Json.bytes(json);
    }

    /** Throws IllegalArgumentException if the value is not a begin. */
    public static Begin parse(byte[] value) {
        JsonNode json = Json.read(value, MessageKind.BEGIN);
        List<Column> columns = new ArrayList<>();
        json.path("columns")
                .forEach(c -> columns.add(
                        new Column(c.path("name").asString(), c.path("type").asString())));
        return new Begin(
                new RunId(json.path("run").asString()),
                TableName.parse(json.path("table").asString()),
                json.path("snapshot").asString(),
                columns);
    }
}
