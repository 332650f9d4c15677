package dev.tidemark.read;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Names and texts with whatever a database of an encoding can have in them. */
final class RandomNames {
    private static final String ODD = "\"'\\.%$&;:{}[](),- /?!@#~`*+|<>=_aZ0\t\n";

    private final Random random;
    private final boolean latin1;
    private final Set<String> taken = new HashSet<>();

    /** @param latin1 whether it is LATIN1; else it is UTF8 */
    RandomNames(Random random, boolean latin1) {
        this.random = random;
        this.latin1 = latin1;
    }

    /** Up to 63 bytes, never the same twice. */
    String name() {
        while (true) {
            StringBuilder name = new StringBuilder();
            int most = random.nextInt(8) == 0 ? 63 : random.nextInt(1, 9);
            while (true) {
                String more = character();
                if (name.toString().getBytes(StandardCharsets.UTF_8).length
                                + more.getBytes(StandardCharsets.UTF_8).length
                        > most) {
                    break;
                }
                name.append(more);
            }
            if (!name.isEmpty() && taken.add(name.toString())) {
                return name.toString();
            }
        }
    }

    /** As SQL. */
    String literal(int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(random.nextInt(9) == 0 ? (char) random.nextInt(1, 32) : character());
        }
        return "'" + text.toString().replace("'", "''") + "'";
    }

    private String character() {
        return switch (random.nextInt(4)) {
            case 0 -> String.valueOf(ODD.charAt(random.nextInt(ODD.length())));
            case 1 -> latin1 ? String.valueOf((char) random.nextInt(0xA0, 0x100)) : Character.toString(anyCodePoint());
            default -> String.valueOf((char) random.nextInt('a', 'z' + 1));
        };
    }

    private int anyCodePoint() {
        int c = random.nextBoolean() ? random.nextInt(0x80, 0x3000) : random.nextInt(0x3000, 0x110000);
        return c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c;
    }
}
