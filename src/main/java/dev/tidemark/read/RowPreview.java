package dev.tidemark.read;

import dev.tidemark.wire.Begin;
import java.util.List;
import java.util.Optional;

/**
 * The first rows of a table as they were read.
 *
 * @param columns what is in each row
 * @param rows at most {@link #LIMIT}
 */
public record RowPreview(List<Begin.Column> columns, List<Row> rows) {
    public static final int LIMIT = 200;

    public RowPreview {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * @param values each column's value as JSON text
     * @param key the message's key; empty for none
     * @param value the message's value
     */
    public record Row(List<String> values, Optional<String> key, String value) {
        public Row {
            values = List.copyOf(values);
        }
    }
}
