package dev.tidemark.sandbox;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets writers start transactions at a rate that may change at any time, not at all, or never again. */
final class Pace {
    /** Somebody who was held up may hurry this far, not more: a long gate is not followed by a flood. */
    private static final long CATCH_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private double changesPerSecond;
    private long nextNanos = System.nanoTime();
    private boolean paused;
    private int pausing;
    private boolean stopped;

    Pace(double changesPerSecond) {
        this.changesPerSecond = changesPerSecond;
    }

    /** Waits for one's turn; false if there is none any more. */
    boolean await() throws InterruptedException {
        lock.lock();
        try {
            while (!stopped) {
                long wait = changesPerSecond == 0 ? 0 : nextNanos - System.nanoTime();
                if (paused) {
                    pausing++;
                    changed.signalAll();
                    try {
                        changed.await();
                    } finally {
                        pausing--;
                    }
                } else if (wait <= 0) {
                    return true;
                } else {
                    changed.awaitNanos(wait);
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many stand still because of {@link #pause()}; whether they do within the limit. */
    boolean awaitPausing(int number, Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (pausing < number && left > 0) {
                left = changed.awaitNanos(left);
            }
            return pausing >= number;
        } finally {
            lock.unlock();
        }
    }

    /** Waits before another try; false if there will be none. */
    boolean rest(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!stopped && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !stopped;
        } finally {
            lock.unlock();
        }
    }

    void spent(int changes) {
        lock.lock();
        try {
            if (changesPerSecond > 0) {
                long earliest = System.nanoTime() - CATCH_UP_NANOS;
                nextNanos = Math.max(nextNanos, earliest) + (long) (changes * 1e9 / changesPerSecond);
            }
        } finally {
            lock.unlock();
        }
    }

    void rate(double changes) {
        change(() -> {
            changesPerSecond = changes;
            nextNanos = System.nanoTime();
        });
    }

    void pause() {
        change(() -> paused = true);
    }

    void resume() {
        change(() -> {
            paused = false;
            nextNanos = System.nanoTime();
        });
    }

    void stop() {
        change(() -> stopped = true);
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
