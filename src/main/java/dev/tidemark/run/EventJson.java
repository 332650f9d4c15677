package dev.tidemark.run;

import dev.tidemark.gate.Verdict;
import dev.tidemark.postgres.LockHolder;
import dev.tidemark.postgres.LockWait;
import dev.tidemark.problem.Problem;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as JSON objects, for scripts, a run's journal and its report: written out field by field, so that renaming something in the program does not
 * change what scripts and old journals rely on. Durations are milliseconds.
 */
public final class EventJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Clock clock;

    public EventJson(Clock clock) {
        this.clock = clock;
    }

    public String line(RunEvent event) {
        ObjectNode json = MAPPER.createObjectNode().put("at", clock.instant().toString());
        switch (event) {
            case RunEvent.Started(var run) -> json.put("event", "started").put("run", run.value());
            case RunEvent.Checked(var verdicts) -> checked(json.put("event", "checked"), verdicts);
            case RunEvent.StageReached(var stage) -> json.put("event", "stage").put("stage", word(stage));
            case RunEvent.LockRefused(int attempt, int attempts, var ahead) -> {
                json.put("event", "lock-refused").put("attempt", attempt).put("attempts", attempts);
                ahead(json.putArray("ahead"), ahead);
            }
            case RunEvent.StepDone(var step) -> step(json.put("event", "step"), step);
            case RunEvent.EventsDrained(boolean proof, var finding) ->
                json.put("event", "drained")
                        .put("verdict", proof ? "proof" : "observation")
                        .put("finding", finding);
            case RunEvent.SnapshotExported(var snapshot) -> snapshot(json.put("event", "snapshot"), snapshot);
            case RunEvent.MarkLanded(Position(var topic, int partition, long offset)) ->
                json.put("event", "mark")
                        .put("topic", topic)
                        .put("partition", partition)
                        .put("offset", offset);
            case RunEvent.GateOpened(var closed, int mostWaiters) ->
                json.put("event", "gate-opened").put("closedMs", millis(closed)).put("mostWaiters", mostWaiters);
            case RunEvent.WritersWaited(var waits) -> waits(json.put("event", "writers-waited"), waits);
            case RunEvent.Progressed(long read, long bytes, long published) ->
                json.put("event", "progress")
                        .put("rowsRead", read)
                        .put("bytesRead", bytes)
                        .put("rowsPublished", published);
            case RunEvent.TableStaged staged ->
                json.put("event", "table-staged")
                        .put("table", staged.table().toString())
                        .put("rows", staged.rows())
                        .put("checksum", staged.checksum())
                        .put("rowsInSnapshot", staged.rowsInSnapshot())
                        .put("bytes", staged.bytes())
                        .put("tookMs", millis(staged.took()));
            case RunEvent.TablePublished(var table, long rows) ->
                json.put("event", "table-published")
                        .put("table", table.toString())
                        .put("rows", rows);
            case RunEvent.Published() -> json.put("event", "published");
            case RunEvent.Mended(var what) -> json.put("event", "mended").put("what", what);
            case RunEvent.HeldUp(var problem) -> problem(json.put("event", "held-up"), problem);
            case RunEvent.Withdrawing(var reason) ->
                json.put("event", "withdrawing").put("reason", reason);
            case RunEvent.Failed(var problem) -> problem(json.put("event", "failed"), problem);
        }
        return MAPPER.writeValueAsString(json);
    }

    private static void checked(ObjectNode json, List<Verdict> verdicts) {
        ArrayNode found = json.putArray("verdicts");
        for (Verdict verdict : verdicts) {
            ObjectNode one = found.addObject()
                    .put("check", verdict.check())
                    .put("level", word(verdict.level()))
                    .put("finding", verdict.finding());
            verdict.problem().ifPresent(problem -> problem(one.putObject("problem"), problem));
        }
    }

    private static void step(ObjectNode json, GateStep step) {
        json.put("step", word(step.kind())).put("detail", step.detail());
        step.took().ifPresent(took -> json.put("tookMs", millis(took)));
    }

    private static void snapshot(ObjectNode json, Snapshot snapshot) {
        json.put("snapshot", snapshot.id()).put("xmin", snapshot.xmin()).put("xmax", snapshot.xmax());
        snapshot.inProgress().forEach(json.putArray("xip")::add);
        json.put("lsn", snapshot.lsn());
    }

    private static void ahead(ArrayNode json, List<LockHolder> ahead) {
        for (LockHolder holder : ahead) {
            json.addObject()
                    .put("pid", holder.pid())
                    .put("application", holder.application())
                    .put("user", holder.user())
                    .put("state", holder.state())
                    .put("mode", holder.mode())
                    .put("relation", holder.relation())
                    .put("openMs", millis(holder.open()))
                    .put("query", holder.query());
        }
    }

    private static void waits(ObjectNode json, List<LockWait> waits) {
        ArrayNode seen = json.putArray("waits");
        for (LockWait wait : waits) {
            seen.addObject()
                    .put("pid", wait.pid())
                    .put("application", wait.application())
                    .put("user", wait.user())
                    .put("mode", wait.mode())
                    .put("relation", wait.relation())
                    .put("waitingMs", millis(wait.waiting()))
                    .put("query", wait.query());
        }
    }

    private static void problem(ObjectNode json, Problem problem) {
        json.put("code", problem.code())
                .put("what", problem.what())
                .put("why", problem.why())
                .put("toDo", problem.toDo());
        problem.origin().ifPresent(origin -> json.put("origin", origin));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
