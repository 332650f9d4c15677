package dev.tidemark.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How fast the current work goes: the read, then the publishing.
 *
 * @param rowsPerSecond lately
 * @param bytesPerSecond lately
 * @param left about how long it will still take; empty while nobody can know
 * @param samples one about every half second since the work began, oldest first, at most 600
 */
public record Throughput(double rowsPerSecond, double bytesPerSecond, Optional<Duration> left, List<Sample> samples) {
    public static final Throughput NONE = new Throughput(0, 0, Optional.empty(), List.of());

    /**
     * @param since since the work began
     * @param rowsPerSecond at that time
     */
    public record Sample(Duration since, double rowsPerSecond) {}

    public Throughput {
        samples = List.copyOf(samples);
    }
}
