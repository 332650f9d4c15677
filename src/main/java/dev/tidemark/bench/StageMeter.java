package dev.tidemark.bench;

import dev.tidemark.bench.Measure.Usage;
import dev.tidemark.run.Stage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a run uses in each of its stages; told of them on the run's thread. */
final class StageMeter implements Consumer<Stage> {
    private static final Usage NOTHING = new Usage(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

    private final Supplier<ProcessMeter> meters;
    private final Map<Stage, Usage> used = new EnumMap<>(Stage.class);
    private @Nullable Stage current;
    private @Nullable ProcessMeter meter;

    StageMeter(Supplier<ProcessMeter> meters) {
        this.meters = meters;
    }

    @Override
    public synchronized void accept(Stage reached) {
        if (meter != null && current != null) {
            used.put(current, meter.used());
            meter.close();
        }
        current = reached;
        meter = reached.over() ? null : meters.get();
    }

    synchronized Usage used(Stage stage) {
        return used.getOrDefault(stage, NOTHING);
    }
}
