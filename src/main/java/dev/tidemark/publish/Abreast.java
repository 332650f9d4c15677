package dev.tidemark.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Several pieces of work at the same time, each on a thread of its own. */
final class Abreast {
    private Abreast() {}

    /**
     * Returns when all of it is done, with the results. If something failed, it throws the first error when all the rest
     * has come to an end as well.
     *
     * @param undo what becomes of a result if not all succeed
     */
    static <T> List<T> all(String name, List<Supplier<T>> work, Consumer<T> undo) {
        // These keep a core busy each, or hold locks of Kafka's client: nothing that a virtual thread is for.
        Executor threads = task -> Thread.ofPlatform().daemon().name(name).start(task);
        List<CompletableFuture<T>> running = work.stream()
                .map(each -> CompletableFuture.supplyAsync(each, threads))
                .toList();
        List<T> results = new ArrayList<>();
        List<Throwable> errors = new ArrayList<>();
        for (CompletableFuture<T> each : running) {
            try {
                results.add(each.join());
            } catch (CompletionException e) {
                errors.add(e.getCause() == null ? e : e.getCause());
            }
        }
        if (!errors.isEmpty()) {
            results.forEach(undo);
            rethrow(errors);
        }
        return results;
    }

    private static void rethrow(List<Throwable> errors) {
        Throwable first = errors.getFirst();
        errors.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
        if (first instanceof Error error) {
            throw error;
        }
        throw first instanceof RuntimeException exception ? exception : new IllegalStateException(first);
    }
}
