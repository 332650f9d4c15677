package dev.tidemark.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a message's key or value from a row's fields. */
final class PartWriter {
    private final MessagePart.Kind kind;
    private final int[] fields;
    private final Form[] forms;
    /** In an object, what stands before each value: a brace or comma, and the member's name. */
    private final byte[][] before;

    private final byte[] front;
    private final byte[] back;

    private final JsonBuffer out = new JsonBuffer();

    PartWriter(MessagePart part, List<CopyField> all) {
        this(part, all, ValueFrame.NONE);
    }

    PartWriter(MessagePart part, List<CopyField> all, ValueFrame frame) {
        this.front = frame.beforeBytes();
        this.back = frame.afterBytes();
        int count = part.fields().size();
        this.kind = part.kind();
        this.fields = part.fields().stream().mapToInt(Integer::intValue).toArray();
        this.forms = new Form[count];
        this.before = new byte[count][];
        for (int i = 0; i < count; i++) {
            CopyField field = all.get(fields[i]);
            forms[i] = field.form();
            before[i] = new JsonBuffer()
                    .put(i == 0 ? '{' : ',')
                    .string(field.name())
                    .put(':')
                    .copy();
        }
    }

    void atMost(long bytes) {
        out.atMost(bytes);
    }

    /** Gives what it wrote, valid until the next call; or null, where there is nothing to write. */
    @Nullable
    JsonBuffer write(byte[] in, int[] offsets, int[] lengths) {
        out.clear();
        out.raw(front, 0, front.length);
        JsonBuffer written = switch (kind) {
            case NONE -> null;
            case TEXT -> text(in, offsets[fields[0]], lengths[fields[0]]);
            case JSON -> {
                value(0, in, offsets, lengths);
                yield out;
            }
            case OBJECT -> object(in, offsets, lengths);
        };
        return written == null ? null : written.raw(back, 0, back.length);
    }

    private JsonBuffer object(byte[] in, int[] offsets, int[] lengths) {
        for (int i = 0; i < fields.length; i++) {
            out.raw(before[i], 0, before[i].length);
            value(i, in, offsets, lengths);
        }
        return fields.length == 0 ? out.ascii("{}") : out.put('}');
    }

    private void value(int i, byte[] in, int[] offsets, int[] lengths) {
        int length = lengths[fields[i]];
        if (length < 0) {
            out.ascii("null");
        } else {
            forms[i].write(in, offsets[fields[i]], length, out);
        }
    }

    private @Nullable JsonBuffer text(byte[] in, int offset, int length) {
        if (length < 0) {
            return null;
        }
        if (forms[0].equals(Form.TEXT)) {
            return out.raw(in, offset, length);
        }
        // What isn't plain text here are numbers, dates and the like, whose JSON needs no escapes.
        forms[0].write(in, offset, length, out);
        out.unquote(0);
        return out;
    }
}
