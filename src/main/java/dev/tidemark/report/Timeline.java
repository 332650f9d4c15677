package dev.tidemark.report;

import static dev.tidemark.report.Markup.of;
import static dev.tidemark.report.Markup.with;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** When the gate was closed, when each table was read, and when it was published, along one axis of time, as SVG. */
final class Timeline {
    private static final double WIDTH = 1000;
    private static final double NAMES = 190;
    private static final double ROW = 28;
    private static final double BAR = 14;
    private static final double LEAST = 3;

    private final List<Bar> bars = new ArrayList<>();

    private record Bar(String name, String kind, Instant from, Instant to) {}

    Timeline(JsonNode report) {
        JsonNode gate = report.path("gate");
        if (gate.has("openedAt")) {
            Instant opened = at(gate, "openedAt");
            bars.add(new Bar("gate closed", "gate", opened.minus(millis(gate, "closedMs")), opened));
        }
        for (JsonNode table : report.path("tables")) {
            if (table.has("readAt") && table.has("tookMs")) {
                Instant read = at(table, "readAt");
                bars.add(new Bar(table.path("table").asString(""), "read", read.minus(millis(table, "tookMs")), read));
            }
        }
        published(report);
    }

    /** Publishing may have been begun more than once. */
    private void published(JsonNode report) {
        Instant from = Instant.MAX;
        for (JsonNode stage : report.path("stages")) {
            Instant at = at(stage, "at");
            if (stage.path("stage").asString("").equals("publishing")) {
                from = at;
            } else if (from.isBefore(at)) {
                bars.add(new Bar("publishing", "published", from, at));
                from = Instant.MAX;
            }
        }
    }

    private static Instant at(JsonNode node, String name) {
        return Instant.parse(node.path(name).asString(""));
    }

    private static Duration millis(JsonNode node, String name) {
        return Duration.ofNanos(Math.round(node.path(name).asDouble(0) * 1e6));
    }

    boolean isEmpty() {
        return bars.isEmpty();
    }

    Markup draw() {
        Instant from = bars.stream().map(Bar::from).min(Instant::compareTo).orElseThrow();
        Instant to = bars.stream().map(Bar::to).max(Instant::compareTo).orElseThrow();
        double all = Math.max(1, Duration.between(from, to).toNanos());
        List<Markup> parts = new ArrayList<>();
        double y = 4;
        for (Bar bar : bars) {
            double x =
                    NAMES + (WIDTH - NAMES) * Duration.between(from, bar.from()).toNanos() / all;
            double w = (WIDTH - NAMES) * Duration.between(bar.from(), bar.to()).toNanos() / all;
            parts.add(with("text.name", Map.of("x", 0, "y", number(y + BAR - 2)), shortened(bar.name())));
            parts.add(with(
                    "rect." + bar.kind(),
                    Map.of(
                            "x", number(Math.min(x, WIDTH - LEAST)),
                            "y", number(y),
                            "width", number(Math.max(LEAST, w)),
                            "height", number(BAR),
                            "rx", 3),
                    of(
                            "title",
                            bar.name() + ", from " + Words.clockMillis(bar.from()) + " to "
                                    + Words.clockMillis(bar.to()))));
            y += ROW;
        }
        for (int i = 0; i <= 2; i++) {
            String anchor = i == 0 ? "start" : i == 1 ? "middle" : "end";
            Instant tick = from.plusNanos(Math.round(all * i / 2));
            parts.add(with(
                    "text.axis",
                    Map.of("x", NAMES + (WIDTH - NAMES) * i / 2, "y", number(y + 10), "text-anchor", anchor),
                    all < 10e9 ? Words.clockMillis(tick) : Words.clock(tick)));
        }
        return with(
                "svg.timeline",
                Map.of("viewBox", "0 0 1000 " + Math.round(y + 16), "role", "img", "aria-label", "What was done when"),
                of("title", "What was done when"),
                parts);
    }

    private static String shortened(String name) {
        return name.length() <= 26 ? name : name.substring(0, 25) + "…";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
