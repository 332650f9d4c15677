package dev.tidemark.kafka;

/**
 * How large a row may be.
 *
 * @param bytes of key and value together
 * @param of what doesn't take more
 */
public record RowLimit(long bytes, Of of) {
    /** Any row will do. */
    public static final RowLimit NONE = new RowLimit(Long.MAX_VALUE, Of.MEMORY);

    /** What limits it. */
    public enum Of {
        /** The topic's {@code max.message.bytes}. */
        TOPIC,
        /** What each of the producers may keep in memory. */
        MEMORY
    }
}
