package dev.tidemark.read;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Prints floats as {@code to_jsonb} does: the shortest decimal that reads back to the same number, without exponent,
 * since jsonb keeps numbers as {@code numeric}; minus zero is zero there, and what isn't a number is a string.
 *
 * <p>Since JDK 19 Java's own text is the shortest too (JDK-4511638), except in two corners, in which PostgreSQL's
 * src/common/d2s.c decides otherwise: it takes a single digit where that is enough, and it never takes a decimal that
 * lies exactly halfway between two numbers.
 */
final class FloatText {
    private static final double EXACT_DOUBLES = 0x1p53;
    private static final float EXACT_FLOATS = 0x1p24f;
    /** Below these, one digit may be enough where Java gives two. */
    private static final double COARSE_DOUBLES = 1e-321;

    private static final float COARSE_FLOATS = 1e-43f;

    private FloatText() {}

    static void write(double value, JsonBuffer out) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            special(value, out);
        } else if (size < EXACT_DOUBLES && size == (long) size) {
            out.number((long) value);
        } else {
            sign(value, out);
            if (size >= EXACT_DOUBLES || size < COARSE_DOUBLES) {
                plain(corner(new BigDecimal(Double.toString(size)), size, false), out);
            } else {
                plain(Double.toString(size), out);
            }
        }
    }

    static void write(float value, JsonBuffer out) {
        float size = Math.abs(value);
        if (!Float.isFinite(value)) {
            special(value, out);
        } else if (size < EXACT_FLOATS && size == (long) size) {
            out.number((long) value);
        } else {
            sign(value, out);
            if (size >= EXACT_FLOATS || size < COARSE_FLOATS) {
                plain(corner(new BigDecimal(Float.toString(size)), size, true), out);
            } else {
                plain(Float.toString(size), out);
            }
        }
    }

    private static void special(double value, JsonBuffer out) {
        out.ascii(Double.isNaN(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"");
    }

    private static void sign(double value, JsonBuffer out) {
        if (value < 0) {
            out.put('-');
        }
    }

    private static BigDecimal corner(BigDecimal java, double size, boolean single) {
        BigDecimal shortest = java.stripTrailingZeros();
        BigDecimal exact = new BigDecimal(size);
        boolean usable = inside(shortest, exact, size, single);
        if (usable && size > 1) {
            return shortest;
        }
        int most = single ? 9 : 17;
        for (int digits = usable ? 1 : shortest.precision(); digits <= most; digits++) {
            BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (inside(nearest, exact, size, single)) {
                return nearest;
            }
            boolean down = nearest.compareTo(exact) < 0;
            BigDecimal other = exact.round(new MathContext(digits, down ? RoundingMode.UP : RoundingMode.DOWN));
            if (inside(other, exact, size, single)) {
                return other;
            }
        }
        return shortest;
    }

    /** Whether a decimal is nearer to this number than to its neighbour, not just as near. */
    private static boolean inside(BigDecimal decimal, BigDecimal exact, double size, boolean single) {
        int side = decimal.compareTo(exact);
        if (side == 0) {
            return true;
        }
        double neighbour = single
                ? (side > 0 ? Math.nextUp((float) size) : Math.nextDown((float) size))
                : (side > 0 ? Math.nextUp(size) : Math.nextDown(size));
        BigDecimal gap = Double.isInfinite(neighbour)
                ? exact.subtract(new BigDecimal(single ? Math.nextDown((float) size) : Math.nextDown(size)))
                : new BigDecimal(neighbour).subtract(exact).abs();
        return decimal.subtract(exact).abs().multiply(BigDecimal.TWO).compareTo(gap) < 0;
    }

    private static void plain(BigDecimal decimal, JsonBuffer out) {
        out.ascii(decimal.stripTrailingZeros().toPlainString());
    }

    /** Writes Java's {@code 1.5E-7} or {@code 0.25} without exponent, and without the {@code .0} that Java adds. */
    private static void plain(String java, JsonBuffer out) {
        int e = java.indexOf('E');
        if (e < 0) {
            out.ascii(java.endsWith(".0") ? java.substring(0, java.length() - 2) : java);
            return;
        }
        String fraction = java.charAt(2) == '0' && e == 3 ? "" : java.substring(2, e);
        int exponent = Integer.parseInt(java.substring(e + 1));
        if (exponent < 0) {
            out.ascii("0.").zeros(-exponent - 1).put(java.charAt(0)).ascii(fraction);
        } else if (fraction.length() <= exponent) {
            out.put(java.charAt(0)).ascii(fraction).zeros(exponent - fraction.length());
        } else {
            out.put(java.charAt(0))
                    .ascii(fraction.substring(0, exponent))
                    .put('.')
                    .ascii(fraction.substring(exponent));
        }
    }
}
