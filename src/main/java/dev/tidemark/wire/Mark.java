package dev.tidemark.wire;

import dev.tidemark.plan.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * "The snapshot was taken here": the message that stands in every partition of every event topic; or, beside them, once
 * in {@link #SIDE_BAND_TOPIC}.
 *
 * @param run the backfill
 * @param snapshot what the rows were read with
 * @param database its name
 * @param systemIdentifier the database cluster's own number, from its control file
 * @param tables which tables follow, and where
 * @param markedAt the console's clock, for people
 * @param positions of a mark beside the events: for each event topic, partition by partition, the offset of the first
 *     event after the snapshot; empty where the mark's own place says it
 */
public record Mark(
        RunId run,
        Snapshot snapshot,
        String database,
        String systemIdentifier,
        List<MarkedTable> tables,
        Instant markedAt,
        Map<String, List<Long>> positions) {
    /** Where the marks of runs stand that write nothing to the event topics; one partition, compacted. */
    public static final String SIDE_BAND_TOPIC = "tidemark.marks";

    /** A table of the run and the topic with its rows. */
    public record MarkedTable(TableName table, String rowsTopic) {}

    public Mark {
        tables = List.copyOf(tables);
        positions = Map.copyOf(positions);
    }

    /** A mark that stands where it counts. */
    public Mark(
            RunId run,
            Snapshot snapshot,
            String database,
            String systemIdentifier,
            List<MarkedTable> tables,
            Instant markedAt) {
        this(run, snapshot, database, systemIdentifier, tables, markedAt, Map.of());
    }

    /** The same beside the events. */
    public Mark withPositions(Map<String, List<Long>> offsets) {
        return new Mark(run, snapshot, database, systemIdentifier, tables, markedAt, offsets);
    }

    public byte[] toBytes() {
        return new MarkDraft(run, database, systemIdentifier, tables, positions).with(snapshot, markedAt);
    }

    /** Throws IllegalArgumentException if the value is not a mark. */
    public static Mark parse(byte[] value) {
        JsonNode json = Json.read(value, MessageKind.MARK);
        List<Long> xip = new ArrayList<>();
        json.path("xip").forEach(x -> xip.add(x.asLong()));
        List<MarkedTable> tables = new ArrayList<>();
        json.path("tables")
                .forEach(t -> tables.add(new MarkedTable(
                        TableName.parse(t.path("name").asString()),
                        t.path("rowsTopic").asString())));
        Snapshot snapshot = new Snapshot(
                json.path("snapshot").asString(),
                json.path("xmin").asLong(),
                json.path("xmax").asLong(),
                xip,
                json.path("lsn").asString());
        return new Mark(
                new RunId(json.path("run").asString()),
                snapshot,
                json.path("database").asString(),
                json.path("systemIdentifier").asString(),
                tables,
                Instant.parse(json.path("markedAt").asString()),
                positions(json.path("positions")));
    }

    private static Map<String, List<Long>> positions(JsonNode json) {
        Map<String, List<Long>> positions = new HashMap<>();
        json.propertyStream()
                .forEach(topic -> positions.put(
                        topic.getKey(),
                        topic.getValue().valueStream().map(JsonNode::asLong).toList()));
        return positions;
    }
}
