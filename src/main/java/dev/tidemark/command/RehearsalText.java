package dev.tidemark.command;

import dev.tidemark.postgres.LockHolder;
import dev.tidemark.postgres.LockWait;
import dev.tidemark.run.Rehearsed;
import dev.tidemark.run.RehearsedGate;
import dev.tidemark.run.Spread;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A rehearsal as a person reads it, or as lines of JSON with milliseconds. */
final class RehearsalText {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Terminal terminal;
    private final Headings headings;
    private final boolean json;

    RehearsalText(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.headings = new Headings(terminal);
        this.json = json;
    }

    void gate(RehearsedGate gate) {
        if (json) {
            terminal.line(MAPPER.writeValueAsString(object(gate)));
            return;
        }
        String end = gate.problem().isEmpty()
                ? "closed " + Figures.duration(gate.closed()) + ", a writer may have waited "
                        + Figures.duration(gate.stall())
                : terminal.style().warning(gate.problem().orElseThrow().what());
        headings.line("Rehearsal", gate.number() + ". " + end + seen(gate));
    }

    private static String seen(RehearsedGate gate) {
        Set<String> waited =
                gate.waited().stream().map(RehearsalText::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> ahead =
                gate.ahead().stream().map(RehearsalText::name).collect(Collectors.toCollection(TreeSet::new));
        return (waited.isEmpty() ? "" : "; waited: " + String.join(", ", waited))
                + (ahead.isEmpty() ? "" : "; ahead: " + String.join(", ", ahead));
    }

    private static String name(LockWait wait) {
        return wait.application().isBlank() ? "pid " + wait.pid() : wait.application();
    }

    private static String name(LockHolder holder) {
        return holder.application().isBlank() ? "pid " + holder.pid() : holder.application();
    }

    void result(Rehearsed result) {
        if (json) {
            ObjectNode line = MAPPER.createObjectNode();
            ObjectNode rehearsal =
                    line.putObject("rehearsal").put("gates", result.gates().size());
            spread(rehearsal.putObject("stall"), result.stall());
            spread(rehearsal.putObject("closed"), result.closed());
            terminal.line(MAPPER.writeValueAsString(line));
        } else if (!result.gates().isEmpty()) {
            headings.line("Predicted", "stall of a writer  " + words(result.stall()));
            headings.line("Predicted", "gate closed        " + words(result.closed()));
        }
    }

    private static String words(Spread spread) {
        return spread.count() == 0
                ? "never"
                : "median " + Figures.duration(spread.median()) + ", p99 " + Figures.duration(spread.p99())
                        + ", longest " + Figures.duration(spread.max());
    }

    private static ObjectNode object(RehearsedGate gate) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("gate", gate.number())
                .put("attempts", gate.attempts())
                .put("closedMs", millis(gate.closed()))
                .put("stallMs", millis(gate.stall()));
        ArrayNode waited = json.putArray("waited");
        gate.waited()
                .forEach(wait -> waited.addObject()
                        .put("pid", wait.pid())
                        .put("application", wait.application())
                        .put("waitedMs", millis(wait.waiting())));
        ArrayNode ahead = json.putArray("ahead");
        gate.ahead()
                .forEach(holder -> ahead.addObject().put("pid", holder.pid()).put("application", holder.application()));
        gate.problem().ifPresent(problem -> json.put("problem", problem.code()));
        return json;
    }

    private static void spread(ObjectNode json, Spread spread) {
        json.put("medianMs", millis(spread.median()))
                .put("p90Ms", millis(spread.p90()))
                .put("p99Ms", millis(spread.p99()))
                .put("maxMs", millis(spread.max()));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
