package dev.tidemark.run;

import dev.tidemark.run.Throughput.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the pulse of the current work, the read or the publishing; used on the run's thread alone. */
final class Pulse {
    private static final int MOST_SAMPLES = 600;

    private final Rate rows = new Rate();
    private final Rate bytes = new Rate();
    private final Rate fraction = new Rate();
    private final List<Sample> samples = new ArrayList<>();
    private long began;
    private double done;

    void restart(long nanoTime) {
        began = nanoTime;
        done = 0;
        rows.restart();
        bytes.restart();
        fraction.restart();
        samples.clear();
    }

    void tick(long nanoTime, long rowsNow, long bytesNow, double fractionNow) {
        rows.at(nanoTime, rowsNow);
        bytes.at(nanoTime, bytesNow);
        done = fractionNow;
        fraction.at(nanoTime, Math.round(fractionNow * 1e9));
        samples.add(new Sample(Duration.ofNanos(nanoTime - began), rows.perSecond()));
        if (samples.size() > MOST_SAMPLES) {
            // Every other one, so that the chart still shows the whole time.
            for (int i = samples.size() - 2; i > 0; i -= 2) {
                samples.remove(i);
            }
        }
    }

    Throughput throughput() {
        double speed = fraction.perSecond() / 1e9;
        Optional<Duration> left = speed <= 0 || done >= 1
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) ((1 - done) / speed * 1000)));
        return new Throughput(rows.perSecond(), bytes.perSecond(), left, samples);
    }
}
