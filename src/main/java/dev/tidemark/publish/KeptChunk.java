package dev.tidemark.publish;

import dev.tidemark.plan.TableName;
import dev.tidemark.wire.RowOutlet;
import org.jspecify.annotations.Nullable;

/** A chunk that is in the log already: its commit had succeeded, and only the answer was lost. */
final class KeptChunk implements RowOutlet.Chunk {
    private final TableName table;
    private final PublishListener listener;
    private long rows;

    KeptChunk(TableName table, PublishListener listener) {
        this.table = table;
        this.listener = listener;
    }

    @Override
    public void row(byte @Nullable [] key, byte[] value) {
        rows++;
    }

    @Override
    public void commit() {
        listener.published(table, rows);
    }

    @Override
    public void close() {}
}
