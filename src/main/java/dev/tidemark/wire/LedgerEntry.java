package dev.tidemark.wire;

import dev.tidemark.plan.TableName;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * A chunk's record in the ledger, the topic {@link #TOPIC}: written in the same Kafka transaction as the chunk's rows,
 * so that the one is there if and only if the other is.
 *
 * @param run the backfill
 * @param table the table
 * @param chunk the chunk's number within the table, from 0
 * @param partitions what the chunk put into each partition of the rows topic
 */
public record LedgerEntry(RunId run, TableName table, int chunk, List<Share> partitions) {
    /** A compacted topic with one partition, for all runs. */
    public static final String TOPIC = "tidemark.runs";

    /**
     * @param rows how many
     * @param checksum {@link Checksum#text()} of them
     */
    public record Share(long rows, String checksum) {}

    public LedgerEntry {
        partitions = List.copyOf(partitions);
    }

    public String key() {
        return prefix(run) + table + ":" + chunk;
    }

    /** What the keys of all of a run's entries begin with. */
    public static String prefix(RunId run) {
        return run + ":chunk:";
    }

    public byte[] toBytes() {
        var json = Json.message(MessageKind.CHUNK, run)
                .put("table", table.toString())
                .put("chunk", chunk);
        ArrayNode list = json.putArray("partitions");
        partitions.forEach(p -> list.addObject().put("rows", p.rows()).put("checksum", p.checksum()));
        return Json.bytes(json);
    }

    /** Throws IllegalArgumentException if the value is not an entry. */
    public static LedgerEntry parse(byte[] value) {
        JsonNode json = Json.read(value, MessageKind.CHUNK);
        List<Share> shares = new ArrayList<>();
        json.path("partitions")
                .forEach(p -> shares.add(
                        new Share(p.path("rows").asLong(), p.path("checksum").asString())));
        return new LedgerEntry(
                new RunId(json.path("run").asString()),
                TableName.parse(json.path("table").asString()),
                json.path("chunk").asInt(),
                shares);
    }
}
