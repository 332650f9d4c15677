package dev.tidemark.wire;

import dev.tidemark.plan.TableName;
import tools.jackson.databind.JsonNode;

/**
 * A table's rows end in this partition: what a consumer checks what it read against.
 *
 * @param run the backfill
 * @param table the table
 * @param rows how many rows of the table this partition has
 * @param checksum {@link Checksum#text()} of these rows
 */
public record End(RunId run, TableName table, long rows, String checksum) {
    public byte[] toBytes() {
        return Json.bytes(Json.message(MessageKind.END, run)
                .put("table", table.toString())
                .put("rows", rows)
                .put("checksum", checksum));
    }

    /** Throws IllegalArgumentException if the value is not an end. */
    public static End parse(byte[] value) {
        JsonNode json = Json.read(value, MessageKind.END);
        return new End(
                new RunId(json.path("run").asString()),
                TableName.parse(json.path("table").asString()),
                json.path("rows").asLong(),
                json.path("checksum").asString());
    }
}
