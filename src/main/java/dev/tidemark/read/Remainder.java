package dev.tidemark.read;

import dev.tidemark.problem.ProblemException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rest of a job on a thread of its own, while the job's reader goes on. */
final class Remainder {
    private static final Logger LOG = LoggerFactory.getLogger(Remainder.class);

    private final ReadJob job;
    private final FutureTask<Void> task;

    private Remainder(ReadJob job, FutureTask<Void> task) {
        this.job = job;
        this.task = task;
    }

    /** @param done told, on that thread, when nothing is left to do of the job */
    static Remainder start(ReadJob job, ReadJob.Rest rest, Consumer<ReadJob> done) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            rest.finish();
            done.accept(job);
            return null;
        });
        if (rest == ReadJob.Rest.NONE) {
            task.run();
        } else {
            Thread.ofPlatform().daemon().name("chunk-end").start(task);
        }
        return new Remainder(job, task);
    }

    ReadJob job() {
        return job;
    }

    /** Waits for the end, and throws what the rest threw. */
    void await() throws IOException {
        try {
            task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ReadProblems.cancelled().asException(e);
        }
    }

    /** Waits for the end, whatever it is: the read has come to nothing. */
    void drop() {
        try {
            await();
        } catch (IOException | ProblemException e) {
            LOG.debug("A chunk of {} did not get to its end", job.table(), e);
        } catch (RuntimeException | Error e) {
            LOG.info("A chunk of {} did not get to its end", job.table(), e);
        }
    }
}
