package dev.tidemark.walkthrough;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Wakes those who wait for something to happen in a lesson. */
final class Changes {
    private static final long LOOK_AGAIN_MILLIS = 250;

    private final Runnable told;
    private boolean over;

    /** @param told after every change as well, on the thread that made it */
    Changes(Runnable told) {
        this.told = told;
    }

    void happened() {
        synchronized (this) {
            notifyAll();
        }
        told.run();
    }

    /** From now on nobody waits for anything. */
    synchronized void giveUp() {
        over = true;
        notifyAll();
    }

    /** Waits until this is so; whether it came to be in time. */
    synchronized boolean await(BooleanSupplier condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || over) {
                    return false;
                }
                wait(Math.min(left, LOOK_AGAIN_MILLIS));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
