package dev.tidemark.run;

import java.util.List;

/**
 * The first rows of a table as they were read.
 *
 * @param columns the columns' names
 * @param rows the columns' values as JSON text, in the columns' order, at most 200 rows
 * @param messages the same rows as messages
 */
public record Preview(List<String> columns, List<List<String>> rows, List<Message> messages) {
    public static final Preview EMPTY = new Preview(List.of(), List.of(), List.of());

    /**
     * @param partition where it will go; -1 if that is not decided by its key
     * @param key as text; empty for none
     * @param value as text
     */
    public record Message(int partition, String key, String value) {}

    public Preview {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        messages = List.copyOf(messages);
    }
}
