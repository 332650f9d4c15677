package dev.tidemark.read;

import java.nio.charset.StandardCharsets;

/**
 * What stands around each of a table's values in its messages, the same for all rows of a run.
 *
 * @param before the text in front of the value
 * @param after the text behind it
 */
public record ValueFrame(String before, String after) {
    public static final ValueFrame NONE = new ValueFrame("", "");

    byte[] beforeBytes() {
        return before.getBytes(StandardCharsets.UTF_8);
    }

    byte[] afterBytes() {
        return after.getBytes(StandardCharsets.UTF_8);
    }
}
