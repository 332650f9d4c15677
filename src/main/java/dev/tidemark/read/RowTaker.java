package dev.tidemark.read;

import dev.tidemark.wire.Checksum;
import org.jspecify.annotations.Nullable;

/** Takes each row as it is read into the checksum, and the first ones into the preview. */
final class RowTaker implements CopyFrames.RowBytes {
    private static final byte[] NO_KEY = {};

    private final RowDecoder decoder;
    private final PreviewCollector preview;
    private final Checksum checksum;
    private byte[] data = NO_KEY;

    RowTaker(RowShape shape, PreviewCollector preview, Checksum checksum) {
        this.decoder = new RowDecoder(shape, this::message);
        this.preview = preview;
        this.checksum = checksum;
    }

    @Override
    public void row(byte[] bytes, int offset) {
        data = bytes;
        decoder.row(bytes, offset);
    }

    private void message(@Nullable JsonBuffer key, JsonBuffer value) {
        if (key == null) {
            checksum.add(NO_KEY, 0, value.array(), value.length());
        } else {
            checksum.add(key.array(), key.length(), value.array(), value.length());
        }
        if (!preview.isFull()) {
            preview.add(decoder, data, key, value);
        }
    }
}
