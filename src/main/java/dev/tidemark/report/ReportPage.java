package dev.tidemark.report;

import static dev.tidemark.report.Markup.of;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The report as a page: first what came of the run, then what it rests on. */
final class ReportPage {
    private final JsonNode report;
    private final GateSection gate;
    private final RowsSection rows;

    ReportPage(JsonNode report) {
        this.report = report;
        this.gate = new GateSection(report);
        this.rows = new RowsSection(report);
    }

    String html() {
        List<Markup> parts = new ArrayList<>(List.of(head(), figures(), incidents(), rows.tables(), gate.gate()));
        parts.add(of("div.pair", gate.snapshot(), facts()));
        parts.addAll(List.of(gate.marks(), rows.course(), checks(), plan(), foot()));
        return Markup.page("Tidemark run " + text(report, "run"), Tokens.sheet(), of("main", parts.toArray()));
    }

    private Markup head() {
        return of(
                "header",
                of(
                        "div",
                        of("p.product", "Tidemark · backfill report"),
                        of("h1", "Run " + text(report, "run")),
                        of("p.lead", lead())),
                of("span.pill." + text(report, "outcome"), pill()));
    }

    private String pill() {
        return switch (text(report, "outcome")) {
            case "committed" -> "✓ Committed";
            case "discarded" -> "Discarded";
            case "failed" -> "✕ Failed";
            default -> "Not over";
        };
    }

    private String lead() {
        boolean marked = !report.path("marks").isEmpty();
        String withdrawn = marked
                ? "Its marks are withdrawn by a void in each partition, and none of its rows counts."
                : "No mark of it is in the log, and none of its rows.";
        return switch (text(report, "outcome")) {
            case "committed" -> "All rows of the snapshot are in the rows topics, with an end in each partition.";
            case "discarded" -> "The run was given up. " + withdrawn;
            case "failed" ->
                hasVoidsMissing()
                        ? "The run came to nothing, and its marks could not be withdrawn yet: discard it again."
                        : "The run came to nothing. " + withdrawn;
            default ->
                "The journal ends at " + lastStage()
                        + ". Until the run is gone on with or discarded, none of its rows counts.";
        };
    }

    private boolean hasVoidsMissing() {
        return StreamSupport.stream(report.path("incidents").spliterator(), false)
                .anyMatch(i -> text(i.path("problem"), "code").equals("void-not-written"));
    }

    private String lastStage() {
        JsonNode stages = report.path("stages");
        return stages.isEmpty() ? "its beginning" : "the stage “" + text(stages.get(stages.size() - 1), "stage") + "”";
    }

    private Markup figures() {
        JsonNode passage = report.path("gate");
        long read = sum("rows");
        long published = sum("published");
        int most = passage.path("mostWaiters").asInt(0);
        return of(
                "section.figures",
                figure(
                        "gate closed",
                        passage.has("closedMs")
                                ? Words.millis(passage.path("closedMs").asDouble(0))
                                : "never",
                        passage.has("budgetMs")
                                ? "of " + Words.millis(passage.path("budgetMs").asDouble(0)) + " allowed"
                                : ""),
                figure(
                        "sessions waited",
                        most == 0 ? "none seen" : Words.count(most),
                        most == 0 ? "" : "at most at once"),
                figure("rows read", Words.count(read), Words.bytes(sum("bytes"))),
                figure("rows published", Words.count(published), published == read && read > 0 ? "all of them" : ""),
                figure("whole run", took(), ""));
    }

    private static Markup figure(String name, String value, String more) {
        return of("div.figure", of("span.name", name), of("span.value", value), of("span.more", more));
    }

    private long sum(String name) {
        long sum = 0;
        for (JsonNode table : report.path("tables")) {
            sum += table.path(name).asLong(0);
        }
        return sum;
    }

    private String took() {
        if (text(report, "begun").isEmpty() || text(report, "lastWord").isEmpty()) {
            return "–";
        }
        Duration took = Duration.between(Instant.parse(text(report, "begun")), Instant.parse(text(report, "lastWord")));
        // The clock may have been put back.
        return took.isNegative() ? "–" : Words.duration(took);
    }

    private Markup incidents() {
        JsonNode incidents = report.path("incidents");
        JsonNode refused = report.path("gate").path("refused");
        if (incidents.isEmpty() && refused.isEmpty()) {
            return of("section.card.quiet", of("h2", "What went wrong"), of("p", "Nothing."));
        }
        List<Markup> items = new ArrayList<>();
        refused.forEach(refusal -> items.add(gate.refused(refusal)));
        for (JsonNode incident : incidents) {
            JsonNode problem = incident.path("problem");
            String at = text(incident, "at");
            items.add(of(
                    problem.isObject() ? "div.incident.bad" : "div.incident",
                    of("span.time", at.isEmpty() ? "" : Words.clock(Instant.parse(at))),
                    problem.isObject() ? problem(problem) : of("p", text(incident, "what"))));
        }
        return of("section.card", of("h2", "What went wrong, and what was done"), items);
    }

    private static Markup problem(JsonNode problem) {
        return of(
                "div",
                of("p.strong", text(problem, "what")),
                of("p", text(problem, "why")),
                of("p", of("span.muted", "What to do: "), text(problem, "toDo")),
                of(
                        "p.mono.muted",
                        text(problem, "code") + (problem.has("origin") ? " · " + text(problem, "origin") : "")));
    }

    private Markup facts() {
        List<Markup> facts = new ArrayList<>();
        fact(facts, "database", text(report, "database"));
        fact(facts, "Kafka", text(report, "kafka"));
        fact(facts, "who", text(report, "user") + ", as role " + text(report, "role"));
        fact(facts, "begun", text(report, "begun").isEmpty() ? "" : Words.moment(Instant.parse(text(report, "begun"))));
        fact(facts, "rows", text(report, "mode"));
        fact(facts, "lock", text(report.path("gate"), "lock"));
        return of("section.card", of("h2", "Where and who"), of("dl", facts));
    }

    private static void fact(List<Markup> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(of("dt", name));
            facts.add(of("dd.mono", value));
        }
    }

    private Markup checks() {
        List<Markup> found = new ArrayList<>();
        for (JsonNode check : report.path("checks")) {
            String level = text(check, "level");
            String sign = level.equals("pass") ? "✓" : level.equals("warning") ? "!" : "✕";
            JsonNode problem = check.path("problem");
            found.add(of(
                    "div.check",
                    of("span.sign." + level, sign),
                    of("span.strong", text(check, "check")),
                    of(
                            "div",
                            text(check, "finding"),
                            problem.isObject()
                                    ? of("p.muted", text(problem, "why") + " " + text(problem, "toDo"))
                                    : "")));
        }
        return found.isEmpty()
                ? Markup.all()
                : of("section.card", of("h2", "Checks before the lock"), of("div.checks", found));
    }

    private Markup plan() {
        return text(report, "plan").isEmpty()
                ? Markup.all()
                : of("section.card.plan", of("h2", "Plan"), of("pre", text(report, "plan")));
    }

    private static Markup foot() {
        return of("footer", "Made from the run's journal. What the messages in Kafka mean stands in docs/protocol.md.");
    }

    static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
