package dev.tidemark.report;

import static dev.tidemark.report.Markup.of;
import static dev.tidemark.report.Markup.with;
import static dev.tidemark.report.ReportPage.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The gate in a report: its steps, who waited, what came of it. */
record GateSection(JsonNode report) {

    Markup gate() {
        JsonNode gate = report.path("gate");
        JsonNode steps = gate.path("steps");
        if (steps.isEmpty()) {
            return of("section.card.quiet", of("h2", "The gate"), of("p", "It was never closed."));
        }
        double all = Math.max(
                0.001,
                StreamSupport.stream(steps.spliterator(), false)
                        .mapToDouble(step -> step.path("tookMs").asDouble(0))
                        .sum());
        double before = 0;
        List<Markup> rows = new ArrayList<>();
        for (JsonNode step : steps) {
            double took = step.path("tookMs").asDouble(0);
            rows.add(of(
                    "tr",
                    of("td.strong", text(step, "step")),
                    of("td.muted", text(step, "detail")),
                    of("td.right.mono", step.has("tookMs") ? Words.millis(took) : "with release"),
                    of("td.bars", bar(before / all, took / all))));
            before += took;
        }
        return of(
                "section.card",
                of("h2", "The gate"),
                of("table.steps", heads("step", "what", "*time", ""), of("tbody", rows)),
                waits(gate.path("waits")));
    }

    private static Markup bar(double from, double share) {
        return with(
                "svg",
                Map.of("viewBox", "0 0 100 8", "preserveAspectRatio", "none", "aria-hidden", "true"),
                with(
                        "rect.gate",
                        Map.of(
                                "x",
                                String.format(Locale.ROOT, "%.2f", from * 100),
                                "y",
                                0,
                                "width",
                                String.format(Locale.ROOT, "%.2f", Math.max(0.4, share * 100)),
                                "height",
                                8)));
    }

    private static Markup waits(JsonNode waits) {
        if (waits.isEmpty()) {
            return of("p.muted.below", "No session was seen waiting; the program looks every quarter of a second.");
        }
        List<Markup> rows = new ArrayList<>();
        for (JsonNode wait : waits) {
            rows.add(of(
                    "tr",
                    of("td.mono", text(wait, "pid").isEmpty() ? wait.path("pid").asInt(0) : text(wait, "pid")),
                    of("td", text(wait, "application")),
                    of("td", text(wait, "user")),
                    of("td", text(wait, "mode")),
                    of("td", text(wait, "relation")),
                    of("td.right.mono", Words.millis(wait.path("waitingMs").asDouble(0))),
                    of("td.mono.query", text(wait, "query"))));
        }
        return Markup.all(
                of("h3", "Who waited"),
                of(
                        "table",
                        heads("pid", "application", "user", "waits for", "on", "*seen waiting", "statement"),
                        of("tbody", rows)));
    }

    /** An attempt at the lock that was not granted in time, and who was ahead. */
    Markup refused(JsonNode refusal) {
        List<Markup> ahead = new ArrayList<>();
        for (JsonNode holder : refusal.path("ahead")) {
            ahead.add(of(
                    "p.muted",
                    "Ahead of us: pid " + holder.path("pid").asInt(0) + ", " + text(holder, "application") + " as "
                            + text(holder, "user") + ", " + text(holder, "state") + ", " + text(holder, "mode") + " on "
                            + text(holder, "relation") + ", open for "
                            + Words.millis(holder.path("openMs").asDouble(0)) + ": "
                            + text(holder, "query")));
        }
        return of(
                "div.incident",
                of("span.time", Words.clock(Instant.parse(text(refusal, "at")))),
                of(
                        "div",
                        of(
                                "p",
                                "The lock was not granted in time, attempt "
                                        + refusal.path("attempt").asInt(0) + " of "
                                        + refusal.path("attempts").asInt(0)
                                        + ". Everything was rolled back, so that writers went on."),
                        ahead));
    }

    Markup snapshot() {
        JsonNode snapshot = report.path("snapshot");
        if (!snapshot.isObject()) {
            return of("section.card.quiet", of("h2", "Snapshot"), of("p", "None was exported."));
        }
        List<String> running = new ArrayList<>();
        snapshot.path("xip").forEach(xid -> running.add(String.valueOf(xid.asLong(0))));
        return of(
                "section.card",
                of("h2", "Snapshot"),
                of("p.large.mono", text(snapshot, "snapshot")),
                of(
                        "dl",
                        of("dt", "xmin"),
                        of("dd.mono", String.valueOf(snapshot.path("xmin").asLong(0))),
                        of("dt", "xmax"),
                        of("dd.mono", String.valueOf(snapshot.path("xmax").asLong(0))),
                        of("dt", "in progress"),
                        of("dd.mono", running.isEmpty() ? "none" : String.join(", ", running)),
                        of("dt", "LSN"),
                        of("dd.mono", text(snapshot, "lsn")),
                        of("dt", "exported"),
                        of("dd.mono", Words.clockMillis(Instant.parse(text(snapshot, "at"))))));
    }

    Markup marks() {
        JsonNode marks = report.path("marks");
        if (marks.isEmpty()) {
            return of("section.card.quiet", of("h2", "Marks"), of("p", "None is known to the journal."));
        }
        List<Markup> topics = new ArrayList<>();
        for (JsonNode topic : marks) {
            List<Markup> positions = new ArrayList<>();
            StreamSupport.stream(topic.path("positions").spliterator(), false)
                    .sorted(java.util.Comparator.comparingInt(
                            p -> p.path("partition").asInt(0)))
                    .forEach(p -> positions.add(of(
                            "span.mark",
                            of("b", "p" + p.path("partition").asInt(0)),
                            "@" + p.path("offset").asLong(0))));
            topics.add(of("tr", of("td.strong.topic", text(topic, "topic")), of("td.mono", positions)));
        }
        return of(
                "section.card",
                of("h2", "Marks"),
                of("p.muted", "The snapshot holds all events before these offsets, and none behind them."),
                of("table", of("tbody", topics)));
    }

    /** @param names of the columns; one of figures begins with a star */
    static Markup heads(String... names) {
        List<Markup> heads = new ArrayList<>();
        for (String name : names) {
            heads.add(name.startsWith("*") ? of("th.right", name.substring(1)) : of("th", name));
        }
        return of("thead", of("tr", heads));
    }
}
