package dev.tidemark.report;

import static dev.tidemark.report.Markup.of;
import static dev.tidemark.report.Markup.with;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Rows a second over the time of the run, read and published, as SVG. */
final class ThroughputChart {
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 190;
    private static final double LEFT = 56;
    private static final double BOTTOM = 26;
    private static final double TOP = 12;

    private static final Duration LEAST = Duration.ofMillis(1900);
    private static final int MOST = 160;

    private final List<Step> read = new ArrayList<>();
    private final List<Step> published = new ArrayList<>();

    /** So many rows a second, from one moment to another. */
    private record Step(Instant from, Instant to, double rate) {}

    ThroughputChart(JsonNode report) {
        Instant before = at(report, "reading");
        Instant publishing = at(report, "publishing");
        JsonNode samples = report.path("throughput");
        Duration atLeast = width(samples);
        long readBefore = 0;
        long publishedBefore = 0;
        for (int i = 0; i < samples.size(); i++) {
            JsonNode sample = samples.get(i);
            Instant at = Instant.parse(sample.path("at").asString(""));
            if (before.isBefore(publishing) && !at.isBefore(publishing)) {
                before = publishing;
            }
            long rowsRead = sample.path("rowsRead").asLong(0);
            long rowsPublished = sample.path("rowsPublished").asLong(0);
            boolean ends = i == samples.size() - 1
                    || at.isBefore(publishing)
                            && !Instant.parse(samples.get(i + 1).path("at").asString(""))
                                    .isBefore(publishing);
            if (!ends && Duration.between(before, at).compareTo(atLeast) < 0) {
                continue;
            }
            add(read, before, at, rowsRead - readBefore);
            add(published, before, at, rowsPublished - publishedBefore);
            before = at;
            readBefore = Math.max(readBefore, rowsRead);
            publishedBefore = Math.max(publishedBefore, rowsPublished);
        }
    }

    /** Chunks come to their end together or not at all: what is narrower than this would show no more than that. */
    private static Duration width(JsonNode samples) {
        if (samples.size() < 2) {
            return Duration.ZERO;
        }
        Duration all = Duration.between(
                Instant.parse(samples.get(0).path("at").asString("")),
                Instant.parse(samples.get(samples.size() - 1).path("at").asString("")));
        return LEAST.compareTo(all.dividedBy(MOST)) > 0 ? LEAST : all.dividedBy(MOST);
    }

    private static Instant at(JsonNode report, String stage) {
        for (JsonNode reached : report.path("stages")) {
            if (reached.path("stage").asString("").equals(stage)) {
                return Instant.parse(reached.path("at").asString(""));
            }
        }
        return Instant.MAX;
    }

    /** A clock that was put back, and work that another program did, leave a gap. */
    private static void add(List<Step> steps, Instant from, Instant to, long rows) {
        if (rows > 0 && from.isBefore(to)) {
            steps.add(new Step(from, to, rows * 1e9 / Duration.between(from, to).toNanos()));
        }
    }

    boolean isEmpty() {
        return read.isEmpty() && published.isEmpty();
    }

    Markup draw() {
        List<Step> all = Stream.concat(read.stream(), published.stream()).toList();
        Instant from = all.stream().map(Step::from).min(Instant::compareTo).orElseThrow();
        Instant to = all.stream().map(Step::to).max(Instant::compareTo).orElseThrow();
        double top = round(all.stream().mapToDouble(Step::rate).max().orElse(1));
        List<Markup> parts = new ArrayList<>();
        for (int i = 0; i <= 2; i++) {
            double y = y(top * i / 2, top);
            parts.add(with("line.grid", Map.of("x1", LEFT, "x2", WIDTH, "y1", number(y), "y2", number(y))));
            parts.add(with(
                    "text.axis",
                    Map.of("x", LEFT - 8, "y", number(y + 4), "text-anchor", "end"),
                    Words.rate(top * i / 2)));
            String anchor = i == 0 ? "start" : i == 1 ? "middle" : "end";
            Instant tick = from.plus(Duration.between(from, to).multipliedBy(i).dividedBy(2));
            parts.add(with(
                    "text.axis",
                    Map.of("x", LEFT + (WIDTH - LEFT) * i / 2, "y", HEIGHT - 4, "text-anchor", anchor),
                    Words.clock(tick)));
        }
        read.forEach(step -> parts.add(bar("read", step, from, to, top)));
        published.forEach(step -> parts.add(bar("published", step, from, to, top)));
        return with(
                "svg.chart",
                Map.of("viewBox", "0 0 1000 190", "role", "img", "aria-label", "Rows a second over time"),
                of("title", "Rows a second over time"),
                parts);
    }

    private static Markup bar(String kind, Step step, Instant from, Instant to, double top) {
        double all = Math.max(1, Duration.between(from, to).toNanos());
        double x = LEFT + (WIDTH - LEFT) * Duration.between(from, step.from()).toNanos() / all;
        double w = (WIDTH - LEFT) * Duration.between(step.from(), step.to()).toNanos() / all;
        double y = y(step.rate(), top);
        return with(
                "rect." + kind,
                Map.of("x", number(x), "y", number(y), "width", number(w), "height", number(HEIGHT - BOTTOM - y)),
                of("title", Words.rate(step.rate()) + " rows/s " + kind));
    }

    private static double y(double rate, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * rate / top;
    }

    /** The next number above that is easy to read. */
    private static double round(double most) {
        double unit = Math.pow(10, Math.floor(Math.log10(Math.max(1, most))));
        return Stream.of(1.0, 2.0, 4.0, 5.0, 6.0, 8.0, 10.0)
                .map(factor -> factor * unit)
                .filter(top -> top >= most)
                .findFirst()
                .orElse(10 * unit);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
