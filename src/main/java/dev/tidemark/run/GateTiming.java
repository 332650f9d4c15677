package dev.tidemark.run;

import java.time.Duration;
import java.util.Map;

/**
 * The times of one passage through a gate.
 *
 * @param attempts at the lock, the granted one with them
 * @param lockedNanos {@link System#nanoTime()} when the first lock was granted: from then on writers wait
 * @param openedNanos the same when the gate was open again
 * @param steps how long each step took that can be told apart
 */
public record GateTiming(int attempts, long lockedNanos, long openedNanos, Map<GateStep.Kind, Duration> steps) {
    public GateTiming {
        steps = Map.copyOf(steps);
    }

    public Duration closed() {
        return Duration.ofNanos(openedNanos - lockedNanos);
    }
}
