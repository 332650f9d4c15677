package dev.tidemark.desktop.commit;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.run.RunState;
import dev.tidemark.run.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** When the gate was closed and when each table was read, along one axis of time. */
public final class RunTimeline extends Region {
    private static final double NAMES = 92;
    private static final double ROW = 25;
    private static final double BAR = 12;
    private static final int TICKS = 2;
    private static final double HIGHEST_ROW = 44;
    private static final double TICKS_HEIGHT = 24;
    private static final double TICK_GAP = 8;

    private record Bar(String name, double from, double to, String style) {}

    private List<Bar> bars = List.of();
    private List<String> ticks = List.of();

    public RunTimeline() {
        getStyleClass().add("timeline");
    }

    /** Shows a run whose snapshot is exported; an earlier one leaves it empty. */
    public void show(RunState state) {
        Optional<Instant> marked = state.snapshotAt();
        if (marked.isEmpty()) {
            bars = List.of();
            ticks = List.of();
        } else {
            Instant start = lockedAt(state).orElse(marked.get());
            Instant end = state.tables().stream()
                    .flatMap(t -> t.readFinished().stream())
                    .max(Instant::compareTo)
                    .orElse(Instant.now());
            double all = Math.max(1, Duration.between(start, end).toMillis());
            List<Bar> fresh = new ArrayList<>();
            double open = at(start.plus(state.gate().closedFor(System.nanoTime())), start, all);
            fresh.add(new Bar(text("gate.rail"), 0, open, "timeline-gate"));
            for (TableState table : state.tables()) {
                double from = at(table.readStarted().orElse(end), start, all);
                double to = at(table.readFinished().orElse(end), start, all);
                fresh.add(new Bar(table.plan().table().name(), from, to, "timeline-read"));
            }
            bars = fresh;
            ticks = IntStream.rangeClosed(0, TICKS)
                    .mapToObj(i -> i == 0
                            ? Figures.clockMillis(start)
                            : "+ " + Figures.time(Duration.ofMillis(Math.round(all * i / TICKS))))
                    .toList();
        }
        draw();
    }

    /** The gate keeps time by {@link System#nanoTime()}, which has no zero of its own. */
    private static Optional<Instant> lockedAt(RunState state) {
        OptionalLong locked = state.gate().lockedNanos();
        return locked.isEmpty()
                ? Optional.empty()
                : Optional.of(Instant.now().minusNanos(System.nanoTime() - locked.getAsLong()));
    }

    private static double at(Instant time, Instant start, double all) {
        return Math.clamp(Duration.between(start, time).toMillis() / all, 0, 1);
    }

    private void draw() {
        getChildren().clear();
        for (Bar bar : bars) {
            getChildren().addAll(label(bar.name(), "muted"), shape(bar.style()));
        }
        ticks.forEach(tick -> getChildren().add(label(tick, "timeline-tick")));
        requestLayout();
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().addAll(style);
        return label;
    }

    private static Region shape(String style) {
        Region shape = new Region();
        shape.getStyleClass().add(style);
        return shape;
    }

    @Override
    protected void layoutChildren() {
        double width = Math.max(10, getWidth() - NAMES - 8);
        double row = Math.clamp((getHeight() - TICKS_HEIGHT) / Math.max(1, bars.size()), ROW, HIGHEST_ROW);
        double y = 0;
        List<Node> nodes = getChildren();
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double x = NAMES + bar.from() * width;
            double length = Math.max(4, (bar.to() - bar.from()) * width);
            nodes.get(2 * i).resizeRelocate(0, y, NAMES - 8, row);
            nodes.get(2 * i + 1).resizeRelocate(x, y + (row - BAR) / 2, length, BAR);
            y += row;
        }
        layoutTicks(nodes.subList(2 * bars.size(), nodes.size()), width, y + 6);
    }

    /** The first, which may stand below the names, and the last always; one between them where it has room beside both. */
    private static void layoutTicks(List<Node> nodes, double width, double y) {
        double previous = Double.NEGATIVE_INFINITY;
        double last = nodes.isEmpty() ? 0 : NAMES + width - nodes.getLast().prefWidth(-1);
        for (int i = 0; i < nodes.size(); i++) {
            Node tick = nodes.get(i);
            double wanted = tick.prefWidth(-1);
            boolean end = i == nodes.size() - 1;
            double room = end ? last : last - TICK_GAP - wanted;
            double x = i == 0 || end
                    ? Math.max(0, Math.min(NAMES + width * i / TICKS - wanted / 2, room))
                    : NAMES + width * i / TICKS - wanted / 2;
            tick.resizeRelocate(x, y, wanted, 18);
            tick.setVisible(i == 0 || end || x > previous + TICK_GAP && x <= room);
            previous = x + wanted;
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return ROW * bars.size() + TICKS_HEIGHT;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
