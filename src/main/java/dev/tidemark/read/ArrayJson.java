package dev.tidemark.read;

/**
 * Prints arrays of any number of dimensions ({@code array_send} in PostgreSQL's src/backend/utils/adt/arrayfuncs.c). As in
 * {@code to_jsonb}, lower bounds are lost and an array without dimensions is an empty one.
 */
final class ArrayJson {
    private final Encoding element;
    private final byte[] in;
    private final JsonBuffer out;
    private final int dimensions;
    private final int sizes;
    private int at;

    private ArrayJson(Encoding element, byte[] in, int offset, JsonBuffer out) {
        this.element = element;
        this.in = in;
        this.out = out;
        this.dimensions = BigEndian.int4(in, offset);
        // The count of dimensions, a flag for nulls and the elements' type come before the sizes.
        this.sizes = offset + 12;
        this.at = sizes + 8 * dimensions;
    }

    static void write(Encoding element, byte[] in, int offset, JsonBuffer out) {
        new ArrayJson(element, in, offset, out).dimension(0);
    }

    private void dimension(int number) {
        int size = dimensions == 0 ? 0 : BigEndian.int4(in, sizes + 8 * number);
        out.put('[');
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                out.put(',');
            }
            if (number < dimensions - 1) {
                dimension(number + 1);
            } else {
                element();
            }
        }
        out.put(']');
    }

    private void element() {
        int length = BigEndian.int4(in, at);
        at += 4;
        if (length < 0) {
            out.ascii("null");
        } else {
            element.write(in, at, length, out);
            at += length;
        }
    }
}
