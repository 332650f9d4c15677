package dev.tidemark.command;

import dev.tidemark.gate.Verdict;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TablePlan;
import java.util.List;

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
        line(Figures.count(tables.size(), "table") + " of " + plan.database().label() + " into Kafka at "
                + plan.kafka().bootstrapServers());
        int nameWidth = tables.stream()
                .mapToInt(t -> t.table().toString().length())
                .max()
                .orElse(0);
        int topicWidth =
                tables.stream().mapToInt(t -> t.rowsTopic().length()).max().orElse(0);
        for (TablePlan table : tables) {
            String filter = table.filter().map(f -> "; only where " + f).orElse("");
            line(String.format(
                    "%-" + nameWidth + "s  ->  %-" + topicWidth + "s  marked in %s%s",
                    table.table(),
                    table.rowsTopic(),
                    table.eventTopic(),
                    filter));
        }
        GatePlan gate = plan.gate();
        line("The gate: " + gate.lockMode().sql() + ", closed for at most " + Figures.duration(gate.budget()) + "; "
                + Figures.count(gate.attempts(), "attempt") + " at the lock of "
                + Figures.duration(gate.lockTimeout()));
    }

    private void line(String text) {
        headings.line("Plan", text);
    }

    void checks(List<Verdict> verdicts) {
        int width = verdicts.stream().mapToInt(v -> v.check().length()).max().orElse(0);
        for (Verdict verdict : verdicts) {
            String mark = switch (verdict.level()) {
                case PASS -> style.good("ok      ");
                case WARNING -> style.warning("warning ");
                case REFUSAL -> style.bad("refused ");
            };
            headings.line("Checks", mark + String.format("%-" + width + "s  %s", verdict.check(), verdict.finding()));
            if (verdict.level() == Verdict.Level.WARNING) {
                verdict.problem().ifPresent(problem -> {
                    headings.line("Checks", "        " + problem.why());
                    headings.line("Checks", "        " + problem.toDo());
                });
            }
        }
    }
}
