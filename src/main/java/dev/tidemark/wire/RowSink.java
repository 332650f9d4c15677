package dev.tidemark.wire;

import org.jspecify.annotations.Nullable;

/** Takes rows as messages, one after the other. It owns the arrays from then on. */
@FunctionalInterface
public interface RowSink {
    /**
     * @param key the message's key, or null if the plan asks for none
     * @param value the message's value
     */
    void row(byte @Nullable [] key, byte[] value);
}
