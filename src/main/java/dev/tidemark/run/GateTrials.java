package dev.tidemark.run;

import dev.tidemark.gate.BareGate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Passes through a plan's gate, each time with sessions, a producer and a run's id of its own, and reads nothing. */
public final class GateTrials implements AutoCloseable {
    private final BackfillSetup setup;

    GateTrials(BackfillSetup setup) {
        this.setup = setup;
    }

    /** The gate as a run closes it, marks and all. Blocks. Throws a ProblemException if it came to nothing. */
    public GateTiming pass() {
        GateState gate = new GateTrial(setup, false).pass().state();
        Map<GateStep.Kind, Duration> steps = new EnumMap<>(GateStep.Kind.class);
        gate.steps().forEach(step -> step.took().ifPresent(took -> steps.put(step.kind(), took)));
        return new GateTiming(
                gate.attempt(),
                gate.lockedNanos().orElseThrow(),
                gate.releasedNanos().orElseThrow(),
                steps);
    }

    /** Nothing but the same lock, {@code pg_export_snapshot()} and COMMIT. Throws a ProblemException. */
    public GateTiming bare() {
        BareGate.Times times = BareGate.pass(setup.gateOrder(true));
        return new GateTiming(times.attempts(), times.lockedNanos(), times.openedNanos(), Map.of());
    }

    @Override
    public void close() {
        setup.locks().close();
    }
}
