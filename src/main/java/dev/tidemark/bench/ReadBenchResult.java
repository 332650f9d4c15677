package dev.tidemark.bench;

import dev.tidemark.bench.Measure.Way;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that was measured in one go, and therefore may be compared.
 *
 * @param rows how many rows the table had
 * @param bytesPerRow as COPY BINARY sends them
 * @param measures one a way
 */
public record ReadBenchResult(long rows, double bytesPerRow, List<Measure> measures) {
    public ReadBenchResult {
        measures = List.copyOf(measures);
    }

    public Optional<Measure> of(Way way) {
        return measures.stream().filter(m -> m.way() == way).findFirst();
    }

    /** How many times as fast one way is as another; empty unless both were measured. */
    public OptionalDouble ratio(Way way, Way to) {
        Optional<Measure> one = of(way);
        Optional<Measure> other = of(to);
        return one.isPresent() && other.isPresent()
                ? OptionalDouble.of(one.get().rowsPerSecond() / other.get().rowsPerSecond())
                : OptionalDouble.empty();
    }

    /** The most memory of this process in any of Tidemark's own ways, in bytes. */
    public long peakBytes() {
        return measures.stream()
                .filter(m -> m.way().compareTo(Way.STAGED) >= 0)
                .mapToLong(m -> m.used().peakBytes())
                .max()
                .orElse(0);
    }
}
