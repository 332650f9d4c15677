package dev.tidemark.gate;

import java.time.Duration;

/** The time since a {@link System#nanoTime()}. */
final class Elapsed {
    private Elapsed() {}

    static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
