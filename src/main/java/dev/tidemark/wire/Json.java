package dev.tidemark.wire;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The one JSON reader and writer for control messages. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode message(MessageKind kind, RunId run) {
        return MAPPER.createObjectNode()
                .put("tidemark", 1)
                .put("kind", kind.text())
                .put("run", run.value());
    }

    static byte[] bytes(ObjectNode message) {
        return MAPPER.writeValueAsBytes(message);
    }

    static String text(ObjectNode message) {
        return MAPPER.writeValueAsString(message);
    }

    /** A string's JSON. */
    static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
    }

    /** Throws IllegalArgumentException if this is not a control message of that kind and of a version known here. */
    static JsonNode read(byte[] message, MessageKind kind) {
        try {
            JsonNode node = MAPPER.readTree(message);
            if (node.path("tidemark").asInt(0) != 1
                    || !kind.text().equals(node.path("kind").asString(""))) {
                throw new IllegalArgumentException(
                        "Not a Tidemark " + kind.text() + " of version 1: " + excerpt(message));
            }
            return node;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Not JSON: " + excerpt(message), e);
        }
    }

    private static String excerpt(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
