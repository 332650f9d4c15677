package dev.tidemark.plan;

import java.util.List;
import java.util.Map;

/** A value in a YAML document with its place, so that whoever finds a mistake can name line and column. */
sealed interface YamlNode {
    Place at();

    /** What it is, for people. */
    String kind();

    /** Both count from 1. */
    record Place(int line, int column) {}

    record Scalar(Place at, String text) implements YamlNode {
        @Override
        public String kind() {
            return "“" + text + "”";
        }
    }

    /** Nothing at all, or {@code null} or {@code ~}. */
    record Empty(Place at) implements YamlNode {
        @Override
        public String kind() {
            return "empty";
        }
    }

    record Sequence(Place at, List<YamlNode> items) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** The entries by their keys, in the document's order. */
    record Mapping(Place at, Map<String, Entry> entries) implements YamlNode {
        @Override
        public String kind() {
            return entries.isEmpty() ? "empty" : "a group of fields (" + String.join(", ", entries.keySet()) + ")";
        }
    }

    /**
     * @param key where the key stands
     * @param value what follows it
     */
    record Entry(Place key, YamlNode value) {}
}
