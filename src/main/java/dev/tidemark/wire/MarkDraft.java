package dev.tidemark.wire;

import dev.tidemark.wire.Mark.MarkedTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run's mark without what the gate finds out, written beforehand: writers wait while the rest is filled in, and building
 * a tree of all of it then took as long as a statement.
 */
public final class MarkDraft {
    /** The JSON object without its end. */
    private final String known;

    /** Parameters as of {@link Mark}. */
    public MarkDraft(RunId run, String database, String systemIdentifier, List<MarkedTable> tables) {
        this(run, database, systemIdentifier, tables, Map.of());
    }

    MarkDraft(
            RunId run,
            String database,
            String systemIdentifier,
            List<MarkedTable> tables,
            Map<String, List<Long>> positions) {
        ObjectNode json =
                Json.message(MessageKind.MARK, run).put("database", database).put("systemIdentifier", systemIdentifier);
        ArrayNode list = json.putArray("tables");
        tables.forEach(t -> list.addObject().put("name", t.table().toString()).put("rowsTopic", t.rowsTopic()));
        if (!positions.isEmpty()) {
            ObjectNode node = json.putObject("positions");
            new TreeMap<>(positions).forEach((topic, offsets) -> offsets.forEach(node.putArray(topic)::add));
        }
        String whole = Json.text(json);
        known = whole.substring(0, whole.length() - 1);
    }

    /** The whole mark's value. */
    public byte[] with(Snapshot snapshot, Instant markedAt) {
        return (known
                        + ",\"snapshot\":" + Json.quoted(snapshot.id())
                        + ",\"xmin\":" + snapshot.xmin()
                        + ",\"xmax\":" + snapshot.xmax()
                        + ",\"xip\":" + snapshot.inProgress()
                        + ",\"lsn\":" + Json.quoted(snapshot.lsn())
                        + ",\"markedAt\":" + Json.quoted(markedAt.toString())
                        + "}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
