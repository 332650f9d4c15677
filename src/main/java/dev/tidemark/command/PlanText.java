package dev.tidemark.command;

import dev.tidemark.gate.Verdict;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan;
import dev.tidemark.plan.ReadPlan.Mode;
import dev.tidemark.plan.TablePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is going to be done, and what the checks say to it. */
final class PlanText {
    private final Headings headings;
    private final Style style;

    PlanText(Headings headings, Style style) {
        this.headings = headings;
        this.style = style;
    }

    void plan(Plan plan) {
        List<TablePlan> tables = plan.tables();
        line(
                "Plan",
                Figures.count(tables.size(), "table") + " of " + plan.database().label() + " into Kafka at "
                        + plan.kafka().bootstrapServers());
        int nameWidth = tables.stream()
                .mapToInt(t -> t.table().toString().length())
                .max()
                .orElse(0);
        int topicWidth =
                tables.stream().mapToInt(t -> t.rowsTopic().length()).max().orElse(0);
        for (TablePlan table : tables) {
            String filter = table.filter().map(f -> "; only where " + f).orElse("");
            line(
                    "Plan",
                    String.format(
                            "%-" + nameWidth + "s  ->  %-" + topicWidth + "s  marked in %s%s",
                            table.table(),
                            table.rowsTopic(),
                            table.eventTopic(),
                            filter));
        }
        GatePlan gate = plan.gate();
        line(
                "Plan",
                "The gate: " + gate.lockMode().sql() + ", closed for at most " + Figures.duration(gate.budget()) + "; "
                        + Figures.count(gate.attempts(), "attempt") + " at the lock of "
                        + Figures.duration(gate.lockTimeout()));
        ReadPlan read = plan.read();
        String most = read.rowsPerSecond().isPresent()
                ? ", at most " + Figures.count(read.rowsPerSecond().getAsInt()) + " rows a second"
                : "";
        line(
                "Plan",
                "The read: " + Figures.count(read.readers(), "reader") + most
                        + (read.mode() == Mode.STREAMED
                                ? "; streamed: rows go to Kafka at once, and count from the commit on"
                                : "; staged: rows stay on this computer until the commit"));
    }

    /** What passed in one line a kind of check, what didn't in full. */
    void checks(List<Verdict> verdicts) {
        Map<String, List<Verdict>> byCheck = verdicts.stream()
                .collect(Collectors.groupingBy(Verdict::check, LinkedHashMap::new, Collectors.toList()));
        int width = byCheck.keySet().stream().mapToInt(String::length).max().orElse(0);
        byCheck.forEach((check, found) -> check(String.format("%-" + width + "s  ", check), found));
    }

    private void check(String name, List<Verdict> found) {
        List<Verdict> passed =
                found.stream().filter(v -> v.level() == Verdict.Level.PASS).toList();
        if (!passed.isEmpty()) {
            String more = passed.size() == 1 ? "" : ", and " + (passed.size() - 1) + " more";
            line("Checks", style.good("ok       ") + name + passed.getFirst().finding() + more);
        }
        for (Verdict verdict : found) {
            switch (verdict.level()) {
                case PASS -> {}
                case REFUSAL -> line("Checks", style.bad("refused  ") + name + verdict.finding());
                case WARNING -> {
                    line("Checks", style.warning("warning  ") + name + verdict.finding());
                    verdict.problem().ifPresent(problem -> {
                        line("Checks", "           " + problem.why());
                        line("Checks", "           " + problem.toDo());
                    });
                }
            }
        }
    }

    private void line(String heading, String text) {
        headings.line(heading, text);
    }
}
