package dev.tidemark.read;

import java.util.Random;

/** Values as they are written in SQL; those of text with their quotes. */
final class RandomValues {
    private RandomValues() {}

    static String anyDouble(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
            case 1 -> Double.toString(Math.scalb(1.0, random.nextInt(2098) - 1074));
            case 2 -> Double.toString(random.nextInt(1, 10) * Math.pow(10, random.nextInt(600) - 300));
            case 3 -> Double.toString(Double.longBitsToDouble(random.nextLong(2000)));
            default -> Double.toString(random.nextInt(1_000_000) / 100.0);
        };
    }

    static String anyFloat(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Float.toString(Float.intBitsToFloat(random.nextInt()));
            case 1 -> Float.toString(Math.scalb(1f, random.nextInt(276) - 149));
            case 2 -> Float.toString(Float.intBitsToFloat(random.nextInt(2000)));
            default -> Float.toString(random.nextInt(1_000_000) / 100f);
        };
    }

    static String anyNumeric(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        for (int i = random.nextInt(30); i >= 0; i--) {
            text.append(random.nextInt(3) == 0 ? random.nextInt(10) : 0);
        }
        int scale = random.nextInt(20);
        text.append(scale > 0 ? "." : "");
        for (int i = 0; i < scale; i++) {
            text.append(random.nextInt(3) == 0 ? random.nextInt(10) : 0);
        }
        return text.toString();
    }

    static String anyText(Random random) {
        StringBuilder text = new StringBuilder("E'");
        for (int i = random.nextInt(20); i > 0; i--) {
            int c = random.nextInt(4) == 0 ? random.nextInt(1, 0x20000) : random.nextInt(1, 128);
            if (c < 0xD800 || c > 0xDFFF) {
                text.append("\\U").append("%08x".formatted(c));
            }
        }
        return text.append("'").toString();
    }
}
