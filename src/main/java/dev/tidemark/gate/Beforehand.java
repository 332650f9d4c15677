package dev.tidemark.gate;

import dev.tidemark.problem.Problem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What is done right before each attempt at the lock, and taken back when the attempt fails. */
interface Beforehand {
    /** Nothing is. */
    Beforehand NOTHING = new Beforehand() {
        @Override
        public void prepare(CompletableFuture<Problem> abandoned) {}

        @Override
        public void undo() {}
    };

    /**
     * Throws a ProblemException if it can't be done; then no lock may be asked for.
     *
     * @param abandoned ends the wait for it
     */
    void prepare(CompletableFuture<Problem> abandoned) throws InterruptedException, ExecutionException;

    /** Leaves all as if it had not been done. No lock is held meanwhile. */
    void undo();
}
