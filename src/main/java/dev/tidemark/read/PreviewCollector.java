package dev.tidemark.read;

import dev.tidemark.wire.Begin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the first rows that any of a table's readers brings. */
final class PreviewCollector {
    private static final int VALUE_BYTES = 1_000;
    private static final int MESSAGE_BYTES = 8_000;

    private final List<Begin.Column> columns;
    private final List<RowPreview.Row> rows = new ArrayList<>();
    private volatile boolean full;

    PreviewCollector(List<Begin.Column> columns) {
        this.columns = columns;
    }

    boolean isFull() {
        return full;
    }

    /** Takes the row that the decoder decoded last, unless there are enough. */
    void add(RowDecoder decoder, byte[] data, @Nullable JsonBuffer key, JsonBuffer value) {
        RowPreview.Row row = new RowPreview.Row(
                decoder.texts(data, VALUE_BYTES),
                Optional.ofNullable(key).map(k -> k.excerpt(MESSAGE_BYTES)),
                value.excerpt(MESSAGE_BYTES));
        synchronized (rows) {
            if (rows.size() < RowPreview.LIMIT) {
                rows.add(row);
            }
            full = rows.size() >= RowPreview.LIMIT;
        }
    }

    RowPreview preview() {
        synchronized (rows) {
            return new RowPreview(columns, rows);
        }
    }
}
