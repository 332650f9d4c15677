package dev.tidemark.plan;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads a plan file's {@code gate}. What is left out is as in {@link GatePlan#standard()}. */
final class GateReader {
    private static final int MOST_ATTEMPTS = 1000;
    private static final Map<String, String> GATE = PlanReader.fields(
            "lock", "lock: share row exclusive",
            "budget", "budget: 2s",
            "lockTimeout", "lockTimeout: 500ms",
            "attempts", "attempts: 5",
            "drain", "drain: in-transaction",
            "marks", "marks: in-band");
    private static final Map<String, String> DRAIN = PlanReader.fields(
            "outbox", "drain: {outbox: \"SELECT count(*) FROM outbox\"}", "afterCommit", "drain: {afterCommit: 500ms}");

    private final PlanMistakes mistakes;

    GateReader(PlanMistakes mistakes) {
        this.mistakes = mistakes;
    }

    GatePlan read(YamlNode node) {
        GatePlan standard = GatePlan.standard();
        PlanFields fields = new PlanFields(node, "gate", GATE, mistakes);
        Map<String, GatePlan.Placement> placements = new LinkedHashMap<>();
        for (GatePlan.Placement placement : GatePlan.Placement.values()) {
            placements.put(word(placement), placement);
        }
        Map<String, LockMode> modes = new LinkedHashMap<>();
        for (LockMode mode : LockMode.values()) {
            modes.put(word(mode), mode);
        }
        return new GatePlan(
                fields.word("lock", modes).orElse(standard.lockMode()),
                fields.duration("budget").orElse(standard.budget()),
                fields.duration("lockTimeout").orElse(standard.lockTimeout()),
                fields.number("attempts", MOST_ATTEMPTS).orElse(standard.attempts()),
                drain(fields, standard.drain()),
                fields.word("marks", placements).orElse(standard.marks()));
    }

    private Drain drain(PlanFields gate, Drain standard) {
        if (gate.find("drain").orElse(null) instanceof YamlNode.Mapping group) {
            PlanFields fields = new PlanFields(group, "drain", DRAIN, mistakes);
            Map.Entry<String, YamlNode> only = fields.only();
            return only.getKey().equals("outbox")
                    ? new Drain.Outbox(fields.text("outbox", only.getValue()))
                    : new Drain.AfterCommit(fields.duration("afterCommit").orElse(Duration.ZERO));
        }
        return gate.word(
                        "drain",
                        Map.<String, Drain>of("in-transaction", new Drain.InTransaction()),
                        "{outbox: query}",
                        "{afterCommit: duration}")
                .orElse(standard);
    }

    static String word(GatePlan.Placement placement) {
        return placement.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String word(LockMode mode) {
        return mode.sql().toLowerCase(Locale.ROOT);
    }
}
