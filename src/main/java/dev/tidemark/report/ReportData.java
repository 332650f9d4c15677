package dev.tidemark.report;

import dev.tidemark.journal.Journal;
import dev.tidemark.journal.RunFolder;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.PlanFile;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that a run's folder tells of it, as one JSON object: the journal's lines by what they are about. From the journal and
 * the plan alone, so that it can be had of any run, also of one whose program died. The HTML shows this and nothing else.
 */
final class ReportData {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> WITHOUT_COPY = List.of("at", "event");

    private final ObjectNode report =
            MAPPER.createObjectNode().put("tidemark", 1).put("kind", "report");
    private final ArrayNode stages = MAPPER.createArrayNode();
    private final ArrayNode incidents = MAPPER.createArrayNode();
    private final ArrayNode samples = MAPPER.createArrayNode();
    private final ArrayNode checks = MAPPER.createArrayNode();
    private final ObjectNode gate = MAPPER.createObjectNode();
    private final ArrayNode steps = gate.putArray("steps");
    private final ArrayNode refusals = gate.putArray("refused");
    private final ArrayNode waits = gate.putArray("waits");
    private final Map<String, ArrayNode> marks = new LinkedHashMap<>();
    private final Map<String, ObjectNode> tables = new LinkedHashMap<>();
    private final ObjectNode partitions = MAPPER.createObjectNode();
    private String outcome = "open";
    private String ended = "";

    private ReportData() {}

    /** Throws a ProblemException if the journal can't be read. */
    static ObjectNode of(RunFolder folder) {
        ReportData data = new ReportData();
        List<JsonNode> lines = Journal.read(folder.journal());
        lines.stream()
                .filter(line -> line.path("event").asString("").equals("begun"))
                .findFirst()
                .ifPresent(data::begun);
        data.plan(folder);
        lines.forEach(data::take);
        return data.whole();
    }

    private void plan(RunFolder folder) {
        try {
            Plan plan = PlanFile.read(folder.plan());
            report.put("plan", PlanFile.text(plan));
            report.put("mode", plan.read().mode().name().toLowerCase(java.util.Locale.ROOT));
            gate.put("budgetMs", plan.gate().budget().toMillis());
            gate.put("lock", plan.gate().lockMode().sql());
            for (TablePlan table : plan.tables()) {
                table(table.table().toString())
                        .put("events", table.eventTopic())
                        .put("rowsTopic", table.rowsTopic())
                        .put("partitions", partitions.path(table.eventTopic()).asInt(0));
            }
        } catch (ProblemException e) {
            // The journal tells the rest.
            incident("", "The plan can't be read any more.").set("problem", problem(e));
        }
    }

    private static ObjectNode problem(ProblemException e) {
        return MAPPER.createObjectNode()
                .put("code", e.problem().code())
                .put("what", e.problem().what())
                .put("why", e.problem().why())
                .put("toDo", e.problem().toDo());
    }

    private void begun(JsonNode line) {
        report.set("run", line.path("run"));
        report.set("begun", line.path("at"));
        for (String name : List.of("user", "role", "database", "kafka")) {
            report.set(name, line.path(name));
        }
        line.path("topics")
                .propertyStream()
                .forEach(
                        topic -> partitions.set(topic.getKey(), topic.getValue().path("partitions")));
    }

    private void take(JsonNode line) {
        String at = line.path("at").asString("");
        ended = at;
        switch (line.path("event").asString("")) {
            case "checked" -> line.path("verdicts").forEach(checks::add);
            case "stage" -> stage(line, at);
            case "lock-refused" -> refusals.add(copy(line).put("at", at));
            case "step" -> steps.add(copy(line).put("at", at));
            case "drained" -> gate.set("drained", copy(line));
            case "snapshot" -> report.set("snapshot", copy(line).put("at", at));
            case "mark" ->
                marks.computeIfAbsent(line.path("topic").asString(""), _ -> MAPPER.createArrayNode())
                        .addObject()
                        .put("partition", line.path("partition").asInt(0))
                        .put("offset", line.path("offset").asLong(0));
            case "gate-opened" -> gate.setAll(copy(line).put("openedAt", at));
            case "writers-waited" -> line.path("waits").forEach(waits::add);
            case "progress" -> samples.add(copy(line).put("at", at));
            case "table-staged" ->
                table(line.path("table").asString("")).setAll(copy(line).put("readAt", at));
            case "table-published" ->
                table(line.path("table").asString(""))
                        .put("published", line.path("rows").asLong(0))
                        .put("publishedAt", at);
            case "published" -> outcome = "committed";
            case "mended" -> incident(at, line.path("what").asString(""));
            case "held-up" -> incident(at, "").set("problem", copy(line));
            case "failed" -> incident(at, "").set("problem", copy(line));
            case "withdrawing" ->
                incident(
                        at,
                        "Marks and rows in the log are withdrawn: "
                                + line.path("reason").asString(""));
            case "taken-up" -> incident(at, "Another program took the run up, after this one had ended or was killed.");
            default -> {
                // What a newer program tells besides.
            }
        }
    }

    private void stage(JsonNode line, String at) {
        String stage = line.path("stage").asString("");
        stages.addObject().put("stage", stage).put("at", at);
        if (List.of("committed", "discarded", "failed").contains(stage)) {
            outcome = stage;
        }
    }

    private ObjectNode table(String name) {
        return tables.computeIfAbsent(name, _ -> MAPPER.createObjectNode().put("table", name));
    }

    private ObjectNode incident(String at, String what) {
        return incidents.addObject().put("at", at).put("what", what);
    }

    private static ObjectNode copy(JsonNode line) {
        return ((ObjectNode) line.deepCopy()).remove(WITHOUT_COPY);
    }

    private ObjectNode whole() {
        report.put("outcome", outcome).put("lastWord", ended);
        report.set("checks", checks);
        report.set("stages", stages);
        report.set("gate", gate);
        ArrayNode topics = report.putArray("marks");
        marks.forEach(
                (topic, positions) -> topics.addObject().put("topic", topic).set("positions", positions));
        tables.values().forEach(report.putArray("tables")::add);
        report.set("throughput", samples);
        report.set("incidents", incidents);
        return report;
    }
}
