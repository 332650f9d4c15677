package dev.tidemark.desktop.tables;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The names of a message's fields, to see where two messages differ; none if it is no JSON object. */
record FieldNames(Set<String> names) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static FieldNames of(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return new FieldNames(node.isObject() ? new TreeSet<>(node.propertyNames()) : Set.of());
        } catch (JacksonException e) {
            return new FieldNames(Set.of());
        }
    }

    /** Those that are here and not there, by commas. */
    String without(FieldNames other) {
        TreeSet<String> rest = new TreeSet<>(names);
        rest.removeAll(other.names);
        return String.join(", ", rest);
    }
}
