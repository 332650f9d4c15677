package dev.tidemark.wire;

import dev.tidemark.plan.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * A record in the ledger, the topic {@link #TOPIC}, of something that is in the log: written in the same Kafka
 * transaction as that, so that the one is there if and only if the other is.
 *
 * @param run the backfill
 * @param table the table
 * @param part what is in the log
 * @param chunk the chunk's number within the table, from 0; 0 where it is no chunk
 * @param partitions what the chunk put into each partition of the rows topic; empty where it is no chunk
 */
public record LedgerEntry(RunId run, TableName table, Part part, int chunk, List<Share> partitions) {
    /** A compacted topic with one partition, for all runs. */
    public static final String TOPIC = "tidemark.runs";

    /** What can be in the log of a table. */
    public enum Part {
        BEGIN,
        CHUNK,
        END
    }

    /**
     * @param rows how many
     * @param checksum {@link Checksum#text()} of them
     */
    public record Share(long rows, String checksum) {}

    public LedgerEntry {
        partitions = List.copyOf(partitions);
    }

    public static LedgerEntry begin(RunId run, TableName table) {
        return new LedgerEntry(run, table, Part.BEGIN, 0, List.of());
    }

    public static LedgerEntry chunk(RunId run, TableName table, int chunk, List<Share> partitions) {
        return new LedgerEntry(run, table, Part.CHUNK, chunk, partitions);
    }

    public static LedgerEntry end(RunId run, TableName table) {
        return new LedgerEntry(run, table, Part.END, 0, List.of());
    }

    public String key() {
        return prefix(run) + part.name().toLowerCase(Locale.ROOT) + ":" + table + ":" + chunk;
    }

    /** What the keys of all of a run's entries begin with. */
    public static String prefix(RunId run) {
        return run + ":";
    }

    public byte[] toBytes() {
        var json = Json.message(MessageKind.LEDGER, run)
                .put("table", table.toString())
                .put("part", part.name().toLowerCase(Locale.ROOT))
                .put("chunk", chunk);
        ArrayNode list = json.putArray("partitions");
        partitions.forEach(p -> list.addObject().put("rows", p.rows()).put("checksum", p.checksum()));
        return Json.bytes(json);
    }

    /** Throws IllegalArgumentException if the value is not an entry. */
    public static LedgerEntry parse(byte[] value) {
        JsonNode json = Json.read(value, MessageKind.LEDGER);
        List<Share> shares = new ArrayList<>();
        json.path("partitions")
                .forEach(p -> shares.add(
                        new Share(p.path("rows").asLong(), p.path("checksum").asString())));
        return new LedgerEntry(
                new RunId(json.path("run").asString()),
                TableName.parse(json.path("table").asString()),
                Part.valueOf(json.path("part").asString().toUpperCase(Locale.ROOT)),
                json.path("chunk").asInt(),
                shares);
    }
}
