package dev.tidemark.read;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a row's bytes, as COPY BINARY sends them, into a message's key and value; without an object a value. */
final class RowDecoder implements CopyFrames.RowBytes {

    /** Takes a row in buffers that are used again for the next one. */
    interface Sink {
        void row(@Nullable JsonBuffer key, JsonBuffer value);
    }

    private final RowShape shape;
    private final PartWriter key;
    private final PartWriter value;
    private final int[] offsets;
    private final int[] lengths;
    /** The fields of the value that have as many bytes as JSON as they have now, but for one. */
    private final int[] large;

    private final Sink sink;

    RowDecoder(RowShape shape, Sink sink) {
        this.shape = shape;
        this.key = new PartWriter(shape.key(), shape.fields());
        this.value = new PartWriter(shape.value(), shape.fields(), shape.frame());
        this.offsets = new int[shape.fields().size()];
        this.lengths = new int[offsets.length];
        this.sink = sink;
        this.large = shape.value().fields().stream()
                .filter(i -> shape.fields().get(i).form().keepsItsLength())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Makes no value that is longer than this many bytes by more than a few, so that none takes up all memory. */
    RowDecoder atMost(long bytes) {
        value.atMost(bytes);
        return this;
    }

    @Override
    public void row(byte[] data, int offset) {
        locate(data, offset);
        decode(data);
    }

    /** Gives the row that was located last. */
    void decode(byte[] data) {
        JsonBuffer writtenValue = value.write(data, offsets, lengths);
        if (writtenValue == null) {
            throw new BrokenStreamException("A row's value is always made of something.");
        }
        sink.row(key.write(data, offsets, lengths), writtenValue);
    }

    /** Locates a row; gives the least that its value can have, in bytes, without making it. */
    long leastBytes(byte[] data, int offset) {
        locate(data, offset);
        long sum = 0;
        for (int i : large) {
            sum += lengths[i];
        }
        return sum;
    }

    /** The key of the row that was located last, valid until the next one. */
    @Nullable
    JsonBuffer key(byte[] data) {
        return key.write(data, offsets, lengths);
    }

    /** The values of the row that was decoded last, each as JSON text, shortened: what a table of rows shows. */
    List<String> texts(byte[] data, int longest) {
        List<String> texts = new ArrayList<>();
        JsonBuffer text = new JsonBuffer();
        for (int i : shape.value().fields()) {
            text.clear();
            if (lengths[i] < 0) {
                text.ascii("null");
            } else {
                shape.fields().get(i).form().write(data, offsets[i], lengths[i], text);
            }
            texts.add(text.excerpt(longest));
        }
        return texts;
    }

    private void locate(byte[] data, int offset) {
        int fields = BigEndian.int2(data, offset);
        if (fields != offsets.length) {
            throw new BrokenStreamException("A row has " + fields + " fields instead of " + offsets.length + ".");
        }
        int at = offset + 2;
        for (int i = 0; i < fields; i++) {
            int length = BigEndian.int4(data, at);
            at += 4;
            offsets[i] = at;
            lengths[i] = length;
            at += Math.max(0, length);
        }
    }
}
