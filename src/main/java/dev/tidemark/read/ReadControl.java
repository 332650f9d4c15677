package dev.tidemark.read;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds readers back: while the read is paused, and where they would be faster than they may. A reader that rests in the
 * midst of a COPY doesn't take what the server sends, so the server rests too. For any thread.
 */
final class ReadControl {
    private static final double NANOS = 1e9;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean paused;
    private boolean ended;
    private double rowsPerSecond;
    /** When all rows that were taken so far are allowed. */
    private long freeAt = System.nanoTime();

    void pause(boolean whether) {
        change(() -> paused = whether);
    }

    void limit(OptionalInt rows) {
        change(() -> {
            rowsPerSecond = rows.orElse(0);
            freeAt = System.nanoTime();
        });
    }

    /** Nobody rests any more. */
    void end() {
        change(() -> ended = true);
    }

    private void change(Runnable how) {
        lock.lock();
        try {
            how.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Counts rows against the limit, without a wait. */
    void take(long rows) {
        lock.lock();
        try {
            if (rowsPerSecond > 0) {
                freeAt = Math.max(freeAt, System.nanoTime()) + (long) (rows * NANOS / rowsPerSecond);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until reading may go on. Throws a ProblemException if the read has ended meanwhile. */
    void await() {
        lock.lock();
        try {
            long wait = freeAt - System.nanoTime();
            while (!ended && (paused || rowsPerSecond > 0 && wait > 0)) {
                if (paused) {
                    changed.await();
                } else {
                    long _ = changed.awaitNanos(wait);
                }
                wait = freeAt - System.nanoTime();
            }
            requireGoingOn();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ReadProblems.cancelled().asException(e);
        } finally {
            lock.unlock();
        }
    }

    /** Waits this long. Throws a ProblemException if the read has ended meanwhile. */
    void rest(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (!ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            requireGoingOn();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ReadProblems.cancelled().asException(e);
        } finally {
            lock.unlock();
        }
    }

    private void requireGoingOn() {
        if (ended) {
            throw ReadProblems.cancelled().asException();
        }
    }
}
