package dev.tidemark.command;

import dev.tidemark.bench.GateBenchOptions;
import dev.tidemark.bench.GateFigures;
import dev.tidemark.run.GateStep;
import dev.tidemark.run.Spread;
import dev.tidemark.sandbox.DemoOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A gate's figures as a table and as JSON. Times in milliseconds. */
final class BenchGateText {
    private static final List<Function<Spread, Duration>> COLUMNS =
            List.of(Spread::median, Spread::p90, Spread::p99, Spread::max);
    private static final String ROW = "%-12s %9s %9s %9s %9s   %s";

    private final GateBenchOptions options;
    private final DemoOptions load;

    BenchGateText(GateBenchOptions options, DemoOptions load) {
        this.options = options;
        this.load = load;
    }

    List<String> lines(GateFigures figures) {
        List<String> lines = new ArrayList<>();
        lines.add(Figures.count(figures.gate().count(), "gate") + ": "
                + options.mode().sql() + " on "
                + String.join(", ", options.tables()) + "; " + options.partitions() + " partitions, "
                + options.readers()
                + " readers; " + load.writers() + " demo writers, "
                + (load.changesPerSecond() == 0 ? "unlimited" : Math.round(load.changesPerSecond()) + " changes/s"));
        lines.add("");
        lines.add(ROW.formatted("ms", "median", "p90", "p99", "max", "").stripTrailing());
        lines.add(row("gate", figures.gate(), "from the first lock granted until COMMIT is answered"));
        for (GateStep.Kind kind : GateStep.Kind.values()) {
            Spread step = figures.steps().get(kind);
            if (step != null && step.count() > 0) {
                lines.add(row("  " + kind.name().toLowerCase(Locale.ROOT), step, meaning(kind)));
            }
        }
        lines.add(row("stall", figures.stall(), "a steady writer's longest UPDATE that was under way in that time"));
        lines.add(row("bare", figures.bare(), "the same lock, pg_export_snapshot() and COMMIT, nothing else"));
        Object[] ratios = COLUMNS.stream()
                .map(column -> String.format(Locale.ROOT, "%.1f", figures.ratio(column)))
                .toArray();
        lines.add(ROW.formatted("gate / bare", ratios[0], ratios[1], ratios[2], ratios[3], "times"));
        lines.add(
                ROW.formatted("first gate", millis(figures.first()), "", "", "", "of this program; not in the above"));
        if (figures.retried() > 0) {
            lines.add(Figures.count(figures.retried(), "gate") + " needed more than one attempt at the lock.");
        }
        return lines;
    }

    private static String meaning(GateStep.Kind kind) {
        return switch (kind) {
            case LOCK -> "from the first lock until all are granted";
            case MARK -> "marks acknowledged, snapshot handed over";
            case DRAIN, EXPORT, PROVE -> "";
            case RELEASE -> "COMMIT, and with it the proof";
        };
    }

    private static String row(String name, Spread spread, String meaning) {
        Object[] times = COLUMNS.stream().map(c -> millis(c.apply(spread))).toArray();
        return ROW.formatted(name, times[0], times[1], times[2], times[3], meaning)
                .stripTrailing();
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", duration.toNanos() / 1e6);
    }

    String json(GateFigures figures) {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode json = mapper.createObjectNode();
        spread(json.putObject("gate"), figures.gate());
        spread(json.putObject("stall"), figures.stall());
        spread(json.putObject("bare"), figures.bare());
        json.put("ratio_median", rounded(figures.ratio(Spread::median)))
                .put("ratio_p99", rounded(figures.ratio(Spread::p99)))
                .put("first_ms", rounded(figures.first().toNanos() / 1e6));
        return mapper.writeValueAsString(json);
    }

    private static void spread(ObjectNode json, Spread spread) {
        json.put("median_ms", rounded(spread.median().toNanos() / 1e6))
                .put("p90_ms", rounded(spread.p90().toNanos() / 1e6))
                .put("p99_ms", rounded(spread.p99().toNanos() / 1e6))
                .put("max_ms", rounded(spread.max().toNanos() / 1e6));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
