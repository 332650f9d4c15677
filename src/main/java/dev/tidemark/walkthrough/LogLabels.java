package dev.tidemark.walkthrough;

import dev.tidemark.kafka.LogMessage;
import dev.tidemark.wire.MessageKind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says in a word or two what a message says.
 *
 * @param show the field of an event's or a row's JSON that stands for it
 */
record LogLabels(String show) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int LONGEST = 60;

    LogEntry entry(LogMessage message) {
        return new LogEntry(
                message.position(),
                message.kind(),
                shortened(label(message)),
                message.key().orElse(""),
                message.value());
    }

    private String label(LogMessage message) {
        if (message.value().isEmpty()) {
            return "key " + message.key().orElse("") + " deleted";
        }
        String value = message.value().get();
        try {
            JsonNode json = MAPPER.readTree(value);
            MessageKind kind = message.kind().orElse(MessageKind.ROW);
            return switch (kind) {
                case MARK -> json.path("snapshot").asString("");
                case VOID -> json.path("reason").asString("");
                case PREPARE -> "";
                case BEGIN -> json.path("table").asString("").replaceFirst("^.*\\.", "");
                case END -> json.path("rows").asLong(0) + " rows";
                case ROW, LEDGER ->
                    json.has("truncated")
                            ? json.path("truncated").asString("") + " truncated"
                            : json.path(show).asString(value);
            };
        } catch (JacksonException e) {
            return value;
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
