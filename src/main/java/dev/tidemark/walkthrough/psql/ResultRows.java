package dev.tidemark.walkthrough.psql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the server sent them, as text.
 *
 * @param columns in order
 * @param rows each with one value a column; null is SQL's NULL
 */
public record ResultRows(List<Column> columns, List<List<@Nullable String>> rows) {

    /**
     * @param name as it is to be shown
     * @param number whether its values are numbers, which stand at the right
     */
    public record Column(String name, boolean number) {}

    public ResultRows {
        columns = List.copyOf(columns);
        List<List<@Nullable String>> copies = new ArrayList<>();
        // Not List.copyOf: it takes no nulls.
        rows.forEach(row -> copies.add(Collections.unmodifiableList(new ArrayList<>(row))));
        rows = Collections.unmodifiableList(copies);
    }

    /** The last column's value in the first row; the empty text where there is none. */
    public String value() {
        if (rows.isEmpty() || rows.getFirst().isEmpty()) {
            return "";
        }
        String value = rows.getFirst().getLast();
        return value == null ? "" : value;
    }
}
