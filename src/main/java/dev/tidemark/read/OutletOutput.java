package dev.tidemark.read;

import dev.tidemark.wire.RowOutlet;
import org.jspecify.annotations.Nullable;

/** A chunk that goes away while it is read. */
final class OutletOutput implements ChunkOutput {
    private final RowOutlet.Chunk chunk;

    OutletOutput(RowOutlet.Chunk chunk) {
        this.chunk = chunk;
    }

    @Override
    public void bytes(byte[] data) {}

    @Override
    public void message(@Nullable JsonBuffer key, JsonBuffer value) {
        chunk.row(key == null ? null : key.copy(), value.copy());
    }

    @Override
    public void finish() {
        chunk.commit();
    }

    /** Kafka ends a transaction that stays open for too long. */
    @Override
    public boolean patient() {
        return false;
    }

    @Override
    public void close() {
        chunk.close();
    }
}
