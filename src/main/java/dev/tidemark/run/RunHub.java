package dev.tidemark.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where all that happens in a run comes together: on one thread it changes the tally, makes the new state known and
 * tells the listeners.
 */
final class RunHub implements AutoCloseable {
    private final RunTally tally;
    private final RunThread thread;
    private final List<RunListener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile RunState state;
    private @Nullable RunListener recorder;

    RunHub(RunTally tally, String run) {
        this.tally = tally;
        this.thread = new RunThread(run);
        this.state = tally.state();
    }

    /** For use on the run's thread alone. */
    RunTally tally() {
        return tally;
    }

    RunState state() {
        return state;
    }

    void listen(RunListener listener) {
        listeners.add(listener);
    }

    /** From now on tells this one before the state is known to anybody: what it writes down stands before one acts on it. */
    void record(RunListener first) {
        recorder = first;
    }

    /** Has this done on the run's thread, and makes the state known that comes of it. */
    void post(Runnable change) {
        thread.post(() -> {
            change.run();
            makeKnown();
        });
    }

    void repeat(Duration pause, Runnable change) {
        thread.repeat(pause, () -> {
            change.run();
            makeKnown();
        });
    }

    /** Has this done by a worker, which comes back with {@link #post}. */
    void work(Runnable work) {
        thread.work(work);
    }

    /** On the run's thread: tells the listeners, with the state as it is now. */
    void tell(RunEvent event) {
        if (recorder != null) {
            recorder.happened(event, tally.state());
        }
        makeKnown();
        listeners.forEach(listener -> listener.happened(event, state));
    }

    /** On the run's thread: moves on, and tells it. */
    void reach(Stage stage) {
        if (tally.stage() != stage) {
            tally.stage(stage);
            tell(new RunEvent.StageReached(stage));
        }
    }

    /** Makes the state known as the tally has it; on the run's thread, or before there is anything on it. */
    void makeKnown() {
        lock.lock();
        try {
            state = tally.state();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the state is as wanted or the run is over, at most this long; gives the state that it saw last. */
    RunState await(Predicate<RunState> wanted, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        lock.lock();
        try {
            while (!wanted.test(state) && !state.stage().over()) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || !changed.await(left, TimeUnit.NANOSECONDS)) {
                    return state;
                }
            }
            return state;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return state;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
