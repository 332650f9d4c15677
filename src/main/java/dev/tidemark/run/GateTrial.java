package dev.tidemark.run;

import dev.tidemark.gate.Released;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.wire.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** One passage through a plan's gate, with sessions, a producer and a run's id of its own; nothing is read behind it. */
final class GateTrial {
    /** The run's own limits end a passage long before. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final RunHub hub;
    private final GatePassage passage;
    private final CompletableFuture<GateTally> passed = new CompletableFuture<>();

    /** @param rehearsal whether its marks count for nothing */
    GateTrial(BackfillSetup setup, boolean rehearsal) {
        BackfillSetup one = setup.as(RunId.at(Instant.now(), RandomGenerator.getDefault()));
        hub = one.hub();
        Consumer<Released> through = released -> {
            released.readers().close();
            passed.complete(hub.tally().gate());
        };
        Consumer<Problem> failed = problem -> {
            hub.tally().gate().failed();
            passed.completeExceptionally(problem.asException());
        };
        passage = rehearsal
                ? GatePassage.rehearsal(hub, one, through, failed)
                : new GatePassage(hub, one, through, failed);
    }

    /** Blocks. Throws a ProblemException if it came to nothing. */
    GateTally pass() {
        try {
            hub.post(() -> passage.start(Pace.AUTOMATIC));
            return passed.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException known ? known : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            passage.giveUp(stopped());
            throw stopped().asException(e);
        } finally {
            hub.close();
        }
    }

    /** Opens the gate at once; {@link #pass} then throws. */
    void cancel() {
        passage.giveUp(stopped());
    }

    /** What is known so far, also of a passage that came to nothing; when {@link #pass} has ended. */
    GateTally tally() {
        return hub.tally().gate();
    }

    private static Problem stopped() {
        return Problem.of(
                "stopped", "The gate was opened again.", "Somebody ordered it.", "Start it again when you like.");
    }
}
