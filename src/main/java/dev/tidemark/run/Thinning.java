package dev.tidemark.run;

import java.time.Duration;

/**
 * Decides when to write down how far a long piece of work is: every second at first, half as often after each so many
 * times, so that twelve hours come to some two thousand lines. Used on the run's thread alone.
 */
final class Thinning {
    private static final int TIMES_EACH = 240;

    private long last;
    private long pause;
    private int times;

    void restart(long nanoTime) {
        last = nanoTime;
        pause = Duration.ofSeconds(1).toNanos();
        times = 0;
    }

    /** Whether it is time; then the next time is counted from here. */
    boolean isDue(long nanoTime) {
        if (nanoTime - last < pause) {
            return false;
        }
        last = nanoTime;
        if (++times % TIMES_EACH == 0) {
            pause *= 2;
        }
        return true;
    }
}
