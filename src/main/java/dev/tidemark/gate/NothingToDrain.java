package dev.tidemark.gate;

import dev.tidemark.problem.Problem;
import java.util.concurrent.CompletableFuture;

/** Whoever held a lock has published before it committed, and so before ours was granted. */
final class NothingToDrain implements Draining {
    @Override
    public Drained await(CompletableFuture<Problem> abandoned) {
        return new Drained(true, "published in the transaction");
    }

    @Override
    public void close() {}
}
