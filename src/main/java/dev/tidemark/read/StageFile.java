package dev.tidemark.read;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.tidemark.journal.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A chunk's file being written: the COPY BINARY stream as it came, cut into zstd frames (RFC 8878). {@code zstd -dc} gives the
 * stream back, and psql's {@code \copy … with (format binary)} reads it. The file gets its name when it is whole and
 * on the disk; before that it is {@code .part}, and gone if it is closed without {@link #finish()}.
 */
final class StageFile implements ChunkOutput {
    static final String SUFFIX = ".copy.zst";
    private static final String UNFINISHED = ".part";
    /** Large enough to compress well, and below what the heap keeps apart as a humongous object. */
    private static final int FRAME_BYTES = 256 * 1024;
    /** One of the fast levels: more would cost more of the processor than the decoding. See docs/decisions/0010. */
    private static final int LEVEL = -3;

    private final Path target;
    private final Path unfinished;
    private final StageRoom room;
    private final FileChannel channel;
    private final ZstdCompressCtx zstd;
    private final byte[] frame = new byte[FRAME_BYTES];
    private final byte[] packed = new byte[(int) Zstd.compressBound(FRAME_BYTES)];
    private int filled;
    private boolean finished;

    private StageFile(Path target, Path unfinished, FileChannel channel, StageRoom room) {
        this.room = room;
        this.target = target;
        this.unfinished = unfinished;
        this.channel = channel;
        this.zstd = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);
    }

    static StageFile create(Path target, StageRoom room) throws IOException {
        Path unfinished = target.resolveSibling(target.getFileName() + UNFINISHED);
        Files.deleteIfExists(unfinished);
        OwnerOnly.createFile(unfinished);
        return new StageFile(target, unfinished, FileChannel.open(unfinished, StandardOpenOption.WRITE), room);
    }

    /** Messages are made again when they are published. */
    @Override
    public void message(@Nullable JsonBuffer key, JsonBuffer value) {}

    @Override
    public boolean patient() {
        return true;
    }

    @Override
    public void bytes(byte[] data) throws IOException {
        int at = 0;
        while (at < data.length) {
            if (filled == FRAME_BYTES) {
                flush();
            }
            int count = Math.min(FRAME_BYTES - filled, data.length - at);
            System.arraycopy(data, at, frame, filled, count);
            filled += count;
            at += count;
        }
    }

    private void flush() throws IOException {
        if (filled > 0) {
            int length = zstd.compressByteArray(packed, 0, packed.length, frame, 0, filled);
            write(ByteBuffer.wrap(packed, 0, length));
            filled = 0;
        }
    }

    private void write(ByteBuffer buffer) throws IOException {
        room.claim(buffer.remaining());
        room.until(() -> {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            return channel;
        });
    }

    @Override
    public void finish() throws IOException {
        flush();
        channel.force(true);
        channel.close();
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        finished = true;
    }

    @Override
    public void close() throws IOException {
        zstd.close();
        channel.close();
        if (!finished) {
            Files.deleteIfExists(unfinished);
        }
    }
}
