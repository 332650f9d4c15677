package dev.tidemark.gate;

import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A pause that ends when the gate is given up. */
final class Pause {
    private Pause() {}

    /** Waits this long; throws the reason as a ProblemException if the gate is given up before. */
    static void unless(CompletableFuture<Problem> abandoned, Duration time)
            throws InterruptedException, ExecutionException {
        try {
            throw abandoned.get(time.toMillis(), TimeUnit.MILLISECONDS).asException();
        } catch (TimeoutException e) {
            // Nobody gave the gate up.
        }
    }
}
