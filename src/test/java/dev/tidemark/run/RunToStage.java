package dev.tidemark.run;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes a run step by step to a stage; also a program of its own, to be killed there. */
final class RunToStage {
    static final Duration BUDGET = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private RunToStage() {}

    static Plan plan(DatabaseAddress database, KafkaAddress kafka, String topic, Path stage) {
        return Plan.of(database, kafka, List.of(TablePlan.whole(new TableName("public", "accounts"), topic)))
                .withGate(GatePlan.standard().withBudget(BUDGET))
                .withRead(new ReadPlan(2, Optional.of(stage)));
    }

    static RunState go(Backfill backfill, Stage target) {
        backfill.start(Pace.STEP_BY_STEP);
        if (target == Stage.LOCKING) {
            return backfill.await(s -> s.stage() == Stage.LOCKING, PATIENCE);
        }
        for (Stage stage : List.of(Stage.LOCKED, Stage.EXPORTED, Stage.MARKED, Stage.STAGED)) {
            RunState state = backfill.await(s -> s.stage() == stage, PATIENCE);
            if (stage == target) {
                return state;
            }
            backfill.next();
        }
        throw new IllegalArgumentException("Not a stage to wait at: " + target);
    }

    /** @param args database URL, bootstrap servers, event topic, stage folder, stage */
    public static void main(String[] args) throws InterruptedException {
        Plan plan = plan(DatabaseAddress.parse(args[0]), KafkaAddress.of(args[1]), args[2], Path.of(args[3]));
        Servers servers = Servers.connect(plan.database(), Optional.empty(), plan.kafka());
        Backfill backfill = servers.prepare(plan);
        System.out.println(go(backfill, Stage.valueOf(args[4])).stage());
        backfill.await(s -> false, Duration.ofMinutes(5));
    }
}
