package dev.tidemark.walkthrough;

import dev.tidemark.kafka.MessageWriter;
import dev.tidemark.wire.Position;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The application's other half: puts what its transactions changed into the log, in the order of their commits. Works
 * after each statement, so that a change stands in the log before anybody hears that it was made.
 */
final class Relay {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Control control;
    private final MessageWriter writer;
    private final String topic;
    private final LessonLog log;

    Relay(Control control, MessageWriter writer, String topic, LessonLog log) {
        this.control = control;
        this.writer = writer;
        this.topic = topic;
        this.log = log;
    }

    /** Returns when all that was committed up to now is in the log. */
    synchronized void drain() {
        Position last = null;
        for (String change : control.notified()) {
            JsonNode json = MAPPER.readTree(change);
            last = writer.event(topic, json.path("key").asString(""), value(json));
        }
        if (last != null) {
            log.await(last);
        }
    }

    private static @Nullable String value(JsonNode change) {
        if (change.path("truncated").asBoolean(false)) {
            return MAPPER.createObjectNode()
                    .put("truncated", change.path("key").asString(""))
                    .toString();
        }
        return change.has("value") ? change.path("value").toString() : null;
    }
}
