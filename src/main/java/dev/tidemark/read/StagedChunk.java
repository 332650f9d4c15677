package dev.tidemark.read;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.tidemark.wire.RowSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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

    private static final int PIECE = 256 * 1024;

    /** Gives the rows as messages, in the file's order. A damaged file ends in a problem, maybe after some rows. */
    public void decode(RowSink sink) {
        CopyFrames frames = new CopyFrames(
                new RowDecoder(shape, (key, value) -> sink.row(key == null ? null : key.copy(), value.copy())));
        try (InputStream in = new ZstdInputStreamNoFinalizer(Files.newInputStream(file))) {
            byte[] piece = new byte[PIECE];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                frames.feed(piece, 0, n);
            }
        } catch (IOException | BrokenStreamException e) {
            throw ReadProblems.damaged(file, String.valueOf(e.getMessage())).asException(e);
        }
        if (!frames.ended() || frames.count() != rows) {
            throw ReadProblems.damaged(file, "It has " + frames.count() + " rows instead of " + rows + ".")
                    .asException();
        }
    }
}
