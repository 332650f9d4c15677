package dev.tidemark.desktop.gate;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.AreaChart;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.scene.layout.StackPane;

/** How many sessions waited for us over the last ten seconds. */
public final class WaitersChart extends StackPane {
    private static final long WINDOW = Duration.ofSeconds(10).toNanos();
    private static final long EVERY = Duration.ofMillis(100).toNanos();

    private final AreaChart chart = new AreaChart();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private Optional<RunState> state = Optional.empty();
    private final AnimationTimer sampler = new AnimationTimer() {
        @Override
        public void handle(long now) {
            if (samples.isEmpty() || now - samples.getLast().nanos() >= EVERY) {
                sample(now);
            }
        }
    };

    private record Sample(long nanos, int waiters) {}

    public WaitersChart() {
        getChildren().add(chart);
        chart.setAccessibleText(text("gate.chart-long"));
        draw(0);
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                sampler.stop();
            }
        });
    }

    void show(Optional<RunState> run) {
        boolean fresh = !run.map(RunState::run).equals(state.map(RunState::run));
        state = run;
        if (fresh) {
            samples.clear();
            draw(0);
        }
        if (watched().isPresent()) {
            sampler.start();
        } else if (!samples.isEmpty()) {
            sampler.stop();
            sample(System.nanoTime());
        }
    }

    private Optional<RunState> watched() {
        return state.filter(r -> r.stage() == Stage.LOCKING || r.gate().closed());
    }

    private void sample(long now) {
        samples.add(
                new Sample(now, watched().map(s -> s.locks().waiting().size()).orElse(0)));
        while (samples.getFirst().nanos() < now - WINDOW) {
            samples.removeFirst();
        }
        draw(now);
    }

    private void draw(long now) {
        int most = Math.max(4, samples.stream().mapToInt(Sample::waiters).max().orElse(0));
        List<AreaChart.Point> points = new ArrayList<>();
        if (!samples.isEmpty()) {
            points.add(new AreaChart.Point(0, 0));
            points.add(new AreaChart.Point(x(samples.getFirst().nanos(), now), 0));
        }
        samples.forEach(s -> points.add(new AreaChart.Point(x(s.nanos(), now), s.waiters())));
        chart.show(points, most, text("gate.chart-most", most), text("gate.chart-start"), text("gate.chart-end"));
    }

    private static double x(long nanos, long now) {
        return Math.clamp(1 - (double) (now - nanos) / WINDOW, 0, 1);
    }
}
