package dev.tidemark.run;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a growing number grows, over the last few seconds. */
final class Rate {
    private static final long WINDOW_NANOS = 5_000_000_000L;

    private record Point(long nanoTime, long value) {}

    private final Deque<Point> points = new ArrayDeque<>();

    /** Takes in the number at a time; times don't go back. */
    void at(long nanoTime, long value) {
        points.addLast(new Point(nanoTime, value));
        while (points.size() > 2 && nanoTime - points.getFirst().nanoTime() > WINDOW_NANOS) {
            points.removeFirst();
        }
    }

    void restart() {
        points.clear();
    }

    double perSecond() {
        if (points.size() < 2) {
            return 0;
        }
        Point first = points.getFirst();
        Point last = points.getLast();
        return Math.max(0, (last.value() - first.value()) * 1e9 / Math.max(1, last.nanoTime() - first.nanoTime()));
    }
}
