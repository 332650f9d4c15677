package dev.tidemark.run;

import dev.tidemark.gate.BareGate;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.wire.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** Passes through a plan's gate, each time with sessions, a producer and a run's id of its own, and reads nothing. */
public final class GateTrials implements AutoCloseable {
    /** The run's own limits end a passage long before. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final BackfillSetup setup;

    GateTrials(BackfillSetup setup) {
        this.setup = setup;
    }

    /** The gate as a run closes it, marks and all. Blocks. Throws a ProblemException if it came to nothing. */
    public GateTiming pass() {
        BackfillSetup one = setup.as(RunId.at(Instant.now(), RandomGenerator.getDefault()));
        CompletableFuture<GateState> passed = new CompletableFuture<>();
        try (RunHub hub = one.hub()) {
            GatePassage passage = new GatePassage(
                    hub,
                    one,
                    released -> {
                        released.readers().close();
                        passed.complete(hub.tally().gate().state());
                    },
                    problem -> passed.completeExceptionally(problem.asException()));
            hub.post(() -> passage.start(Pace.AUTOMATIC));
            return timing(await(passed, passage));
        }
    }

    private static GateTiming timing(GateState gate) {
        Map<GateStep.Kind, Duration> steps = new EnumMap<>(GateStep.Kind.class);
        gate.steps().forEach(step -> step.took().ifPresent(took -> steps.put(step.kind(), took)));
        return new GateTiming(
                gate.attempt(),
                gate.lockedNanos().orElseThrow(),
                gate.releasedNanos().orElseThrow(),
                steps);
    }

    private static GateState await(CompletableFuture<GateState> passed, GatePassage passage) {
        try {
            return passed.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException known ? known : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Problem stopped = Problem.of(
                    "interrupted", "The trial was ended.", "The program was asked to stop.", "Start it again.");
            passage.giveUp(stopped);
            throw stopped.asException(e);
        }
    }

    /** Nothing but the same lock, {@code pg_export_snapshot()} and COMMIT. Throws a ProblemException. */
    public GateTiming bare() {
        BareGate.Times times = BareGate.pass(setup.gateOrder());
        return new GateTiming(times.attempts(), times.lockedNanos(), times.openedNanos(), Map.of());
    }

    @Override
    public void close() {
        setup.locks().close();
    }
}
