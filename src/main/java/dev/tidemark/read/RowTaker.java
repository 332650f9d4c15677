package dev.tidemark.read;

import dev.tidemark.kafka.RowLimit;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.wire.Checksum;
import org.jspecify.annotations.Nullable;

/** Takes each row as it is read into the checksum, the first ones into the preview, and all of them on to the output. */
final class RowTaker implements CopyFrames.RowBytes {
    private static final byte[] NO_KEY = {};

    private final TablePlan plan;
    private final RowDecoder decoder;
    private final RowLimit longestRow;
    private final PreviewCollector preview;
    private final Checksum checksum;
    private final ChunkOutput output;
    private byte[] data = NO_KEY;

    RowTaker(
            TablePlan plan,
            RowShape shape,
            RowLimit longestRow,
            PreviewCollector preview,
            Checksum checksum,
            ChunkOutput output) {
        this.plan = plan;
        this.decoder = new RowDecoder(shape, this::message).atMost(longestRow.bytes());
        this.longestRow = longestRow;
        this.preview = preview;
        this.checksum = checksum;
        this.output = output;
    }

    @Override
    public void row(byte[] bytes, int offset) {
        data = bytes;
        long least = decoder.leastBytes(bytes, offset);
        if (least > longestRow.bytes()) {
            // What is too large anyway need not be made in memory first.
            throw tooLong(decoder.key(bytes), least);
        }
        try {
            decoder.decode(bytes);
        } catch (JsonBuffer.FullException e) {
            throw tooLong(decoder.key(bytes), e.bytes());
        }
    }

    private void message(@Nullable JsonBuffer key, JsonBuffer value) {
        long length = value.length() + (key == null ? 0L : key.length());
        if (length > longestRow.bytes()) {
            throw tooLong(key, length);
        }
        if (key == null) {
            checksum.add(NO_KEY, 0, value.array(), value.length());
        } else {
            checksum.add(key.array(), key.length(), value.array(), value.length());
        }
        if (!preview.isFull()) {
            preview.add(decoder, data, key, value);
        }
        output.message(key, value);
    }

    private RuntimeException tooLong(@Nullable JsonBuffer key, long length) {
        return ReadProblems.rowTooLong(plan, key, length, longestRow).asException();
    }
}
