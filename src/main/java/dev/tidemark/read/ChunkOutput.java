package dev.tidemark.read;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes a chunk's rows as they come; what is not finished when it is closed has never been. */
interface ChunkOutput extends Closeable {
    /** Drops all. */
    ChunkOutput NOWHERE = new ChunkOutput() {
        @Override
        public void bytes(byte[] data) {}

        @Override
        public void message(@Nullable JsonBuffer key, JsonBuffer value) {}

        @Override
        public void finish() {}

        @Override
        public boolean patient() {
            return true;
        }

        @Override
        public void close() {}
    };

    /** What COPY sent, piece by piece. */
    void bytes(byte[] data) throws IOException;

    /** The same as messages, in buffers that are used again. */
    void message(@Nullable JsonBuffer key, JsonBuffer value);

    /** All of it has come. */
    void finish() throws IOException;

    /** Whether a reader may rest in the midst of this chunk for as long as it likes. */
    boolean patient();
}
