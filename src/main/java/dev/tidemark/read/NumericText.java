package dev.tidemark.read;

/**
 * Prints a {@code numeric} straight from its digits to base 10,000 ({@code numeric_send} in PostgreSQL's
 * src/backend/utils/adt/numeric.c), scale kept: 1.10 stays 1.10.
 */
final class NumericText {
    private static final int NEGATIVE = 0x4000;
    private static final int NAN = 0xC000;
    private static final int INFINITY = 0xD000;
    private static final int MINUS_INFINITY = 0xF000;

    private NumericText() {}

    static void write(byte[] in, int offset, JsonBuffer out) {
        int digits = BigEndian.int2(in, offset) & 0xFFFF;
        int weight = BigEndian.int2(in, offset + 2);
        int sign = BigEndian.int2(in, offset + 4) & 0xFFFF;
        int scale = BigEndian.int2(in, offset + 6) & 0xFFFF;
        int first = offset + 8;
        switch (sign) {
            case NAN -> out.ascii("\"NaN\"");
            case INFINITY -> out.ascii("\"Infinity\"");
            case MINUS_INFINITY -> out.ascii("\"-Infinity\"");
            default -> {
                if (sign == NEGATIVE) {
                    out.put('-');
                }
                whole(in, first, digits, weight, out);
                if (scale > 0) {
                    fraction(in, first, digits, weight, scale, out.put('.'));
                }
            }
        }
    }

    private static void whole(byte[] in, int first, int digits, int weight, JsonBuffer out) {
        if (weight < 0) {
            out.put('0');
            return;
        }
        out.number(digit(in, first, digits, 0));
        for (int i = 1; i <= weight; i++) {
            out.padded(digit(in, first, digits, i), 4);
        }
    }

    private static void fraction(byte[] in, int first, int digits, int weight, int scale, JsonBuffer out) {
        int left = scale;
        for (int i = weight + 1; left > 0; i++) {
            int digit = digit(in, first, digits, i);
            switch (left) {
                case 1 -> out.padded(digit / 1000, 1);
                case 2 -> out.padded(digit / 100, 2);
                case 3 -> out.padded(digit / 10, 3);
                default -> out.padded(digit, 4);
            }
            left -= 4;
        }
    }

    /** Digits before the first and after the last are zero: they are not sent. */
    private static int digit(byte[] in, int first, int digits, int i) {
        return i < 0 || i >= digits ? 0 : BigEndian.int2(in, first + 2 * i);
    }
}
