package dev.tidemark.gate;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets a deadline be kept even if the thread that should keep it hangs: a thread of its own that does nothing but wait
 * for the deadline, and then act. Acts at most once.
 */
final class Watchdog implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Runnable act;
    private boolean armed;
    private boolean closed;
    private long deadline;

    /** @param act what to do when the deadline is missed; must not block */
    Watchdog(Runnable act) {
        this.act = act;
        // A platform thread: it must run even when all carriers of virtual threads are pinned.
        Thread.ofPlatform().daemon().name("gate watchdog").start(this::watch);
    }

    /** From now on there is this much time; replaces an earlier deadline. */
    void arm(Duration left) {
        lock.lock();
        try {
            armed = true;
            deadline = System.nanoTime() + left.toNanos();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** There is no deadline any more. */
    void disarm() {
        lock.lock();
        try {
            armed = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        lock.lock();
        try {
            while (!closed) {
                long left = deadline - System.nanoTime();
                if (armed && left <= 0) {
                    closed = true;
                    act.run();
                } else if (armed) {
                    long _ = changed.awaitNanos(left);
                } else {
                    changed.await();
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but the end of the program.
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
