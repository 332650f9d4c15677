package dev.tidemark.run;

import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.TablePlan.Envelope;
import dev.tidemark.read.ValueFrame;
import dev.tidemark.wire.RunId;
import dev.tidemark.wire.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The change event that Debezium's PostgreSQL connector writes for a row of its snapshot (Debezium documentation,
 * "Data change events", read events), without a schema. Times are the snapshot's, so that all of a run's events agree.
 */
final class DebeziumFrame {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private DebeziumFrame() {}

    /** The frames of those tables whose plan wants one. */
    static Map<TableName, ValueFrame> of(Plan plan, RunId run, Snapshot snapshot, Instant at) {
        Map<TableName, ValueFrame> frames = new HashMap<>();
        for (TablePlan table : plan.tables()) {
            if (table.envelope() == Envelope.DEBEZIUM) {
                frames.put(table.table(), frame(plan.database().database(), table.table(), run, snapshot, at));
            }
        }
        return frames;
    }

    private static ValueFrame frame(String database, TableName table, RunId run, Snapshot snapshot, Instant at) {
        ObjectNode source = MAPPER.createObjectNode()
                .put("version", "tidemark")
                .put("connector", "postgresql")
                .put("name", "tidemark-" + run)
                .put("ts_ms", at.toEpochMilli())
                .put("snapshot", "true")
                .put("db", database)
                .put("schema", table.schema())
                .put("table", table.name())
                .put("txId", snapshot.xmin())
                .put("lsn", lsn(snapshot.lsn()))
                .putNull("xmin");
        return new ValueFrame(
                "{\"before\":null,\"after\":",
                ",\"source\":" + MAPPER.writeValueAsString(source) + ",\"op\":\"r\",\"ts_ms\":" + at.toEpochMilli()
                        + ",\"transaction\":null}");
    }

    /** The 64-bit number that {@code 16/B374D848} stands for (PostgreSQL documentation, section 8.20). */
    private static long lsn(String text) {
        String[] halves = text.split("/", 2);
        return (Long.parseLong(halves[0], 16) << 32) + Long.parseLong(halves[1], 16);
    }
}
