package dev.tidemark.run;

import java.time.Duration;
import java.util.Collection;

/**
 * How measured times are spread: percentiles by nearest rank, so that each is a time that was really measured.
 *
 * @param count how many were measured; without any, all are zero
 */
public record Spread(int count, Duration median, Duration p90, Duration p99, Duration max) {

    public static Spread of(Collection<Duration> times) {
        long[] sorted = times.stream().mapToLong(Duration::toNanos).sorted().toArray();
        return new Spread(sorted.length, at(sorted, 0.50), at(sorted, 0.90), at(sorted, 0.99), at(sorted, 1));
    }

    private static Duration at(long[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted.length == 0 ? Duration.ZERO : Duration.ofNanos(sorted[Math.max(rank, 1) - 1]);
    }
}
