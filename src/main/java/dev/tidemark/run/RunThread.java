package dev.tidemark.run;

import dev.tidemark.journal.RunInLog;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a run: one that owns its state and takes things one after the other, and workers for what takes time.
 * Those are threads of the system's own: one of them goes through the gate, which must not wait until other virtual
 * threads leave a carrier, and each of whose answers would else take a way over the poller's thread (docs/decisions).
 */
final class RunThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunThread.class);

    private final ScheduledExecutorService owner;
    private final ExecutorService workers;

    private final String run;

    RunThread(String run) {
        this.run = run;
        owner = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("run " + run).factory());
        workers = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("run " + run + " worker ", 1).factory());
    }

    /** Has this done on the owner's thread, after what is there already. */
    void post(Runnable work) {
        try {
            owner.execute(logged(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("Too late: the run has ended", e);
        }
    }

    /** Has this done on the owner's thread again and again. */
    void repeat(Duration pause, Runnable work) {
        var _ = owner.scheduleWithFixedDelay(logged(work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Has this done by a worker. */
    void work(Runnable work) {
        try {
            workers.execute(logged(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("Too late: the run has ended", e);
        }
    }

    /** A failure here is a mistake in the program; it must not vanish, nor end a repetition. */
    private Runnable logged(Runnable work) {
        return () -> {
            try {
                RunInLog.during(run, work);
            } catch (RuntimeException e) {
                LOG.error("A step of the run failed in a way that nobody expected", e);
            }
        };
    }

    @Override
    public void close() {
        owner.shutdown();
        workers.shutdownNow();
    }
}
