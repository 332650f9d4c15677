package dev.tidemark.bench;

import dev.tidemark.run.GateStep;
import dev.tidemark.run.Spread;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * What was measured at gates.
 *
 * @param first the first gate of this process, from lock granted to release; not among the others
 * @param gate the others
 * @param stall for each of them, the longest statement of a steady writer to its tables that was under way while it was
 *     closed
 * @param bare the same locks, pg_export_snapshot() and COMMIT, and nothing else, in between them
 * @param steps of the gate
 * @param retried how many gates needed more than one attempt at the lock
 */
public record GateFigures(
        Duration first, Spread gate, Spread stall, Spread bare, Map<GateStep.Kind, Spread> steps, int retried) {

    public GateFigures {
        steps = Map.copyOf(steps);
    }

    /** How many times the bare minimum the gate takes, percentile against percentile. */
    public double ratio(Function<Spread, Duration> percentile) {
        return (double) percentile.apply(gate).toNanos()
                / percentile.apply(bare).toNanos();
    }
}
