package dev.tidemark.run;

import dev.tidemark.wire.Position;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * The gate of a run.
 *
 * @param attempt which attempt at the lock this is, from 1; 0 before the first
 * @param attempts how many there will be at most
 * @param budget how long it may stay closed
 * @param lockedNanos {@link System#nanoTime()} when the lock was granted; empty while the gate has not been closed
 * @param releasedNanos the same when it opened again
 * @param steps in their order
 * @param marks where the marks stand so far; their offsets are final, visible they become with the release
 * @param marksExpected how many there will be
 * @param mostWaiters the most sessions that were seen waiting for us at once
 */
public record GateState(
        int attempt,
        int attempts,
        Duration budget,
        OptionalLong lockedNanos,
        OptionalLong releasedNanos,
        List<GateStep> steps,
        List<Position> marks,
        int marksExpected,
        int mostWaiters) {

    public GateState {
        steps = List.copyOf(steps);
        marks = List.copyOf(marks);
    }

    public boolean closed() {
        return lockedNanos.isPresent() && releasedNanos.isEmpty();
    }

    /** How long it has been, or was, closed; {@code now} is a {@link System#nanoTime()}. */
    public Duration closedFor(long now) {
        return lockedNanos.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(releasedNanos.orElse(now) - lockedNanos.getAsLong());
    }
}
