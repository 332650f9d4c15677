package dev.tidemark.read;

import dev.tidemark.wire.RowSink;
import java.nio.file.Path;

/**
 * A part of a table's rows in a file.
 *
 * @param number within its table, from 0
 * @param file where
 * @param shape of its rows
 * @param rows how many
 * @param bytes as COPY sent them
 * @param checksum {@link dev.tidemark.wire.Checksum#text()} of their keys and values
 */
public record StagedChunk(int number, Path file, RowShape shape, long rows, long bytes, String checksum) {

    /** Gives the rows as messages, in the file's order. A damaged file ends in a problem, maybe after some rows. */
    public void decode(RowSink sink) {
        throw new UnsupportedOperationException("not yet");
    }
}
