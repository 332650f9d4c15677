package dev.tidemark.run;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes a run step by step to a stage; also a program of its own, to be killed there. */
final class RunToStage {
    static final Duration BUDGET = Duration.ofSeconds(4);
    private static final String HEAP = "-Xmx256m";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A limit of rows a second doesn't hold a streamed read up within a chunk, and there may be only one. */
    private static final String SLOW = "pg_sleep(0.005) IS NOT NULL";

    private RunToStage() {}

    static Plan plan(DatabaseAddress database, KafkaAddress kafka, String topic, Path stage) {
        return Plan.of(database, kafka, List.of(TablePlan.whole(new TableName("public", "accounts"), topic)))
                .withGate(GatePlan.standard().withBudget(BUDGET))
                .withRead(new ReadPlan(2, Optional.of(stage)));
    }

    private static Plan slow(Plan plan) {
        TablePlan whole = plan.tables().getFirst();
        TablePlan slow = new TablePlan(
                whole.table(),
                whole.eventTopic(),
                whole.rowsTopic(),
                whole.columns(),
                Optional.of(SLOW),
                whole.key(),
                whole.value());
        return Plan.of(plan.database(), plan.kafka(), List.of(slow))
                .withGate(plan.gate())
                .withRead(plan.read());
    }

    static RunState go(Backfill backfill, Stage target) {
        backfill.start(Pace.STEP_BY_STEP);
        if (target == Stage.LOCKING) {
            return backfill.await(s -> s.stage() == Stage.LOCKING, PATIENCE);
        }
        if (target == Stage.READING) {
            for (Stage stage : List.of(Stage.LOCKED, Stage.EXPORTED, Stage.MARKED)) {
                backfill.await(s -> s.stage() == stage, PATIENCE);
                backfill.next();
            }
            return backfill.await(s -> s.stage() == Stage.READING && s.rowsRead() > 0, PATIENCE);
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

    /** The program that goes to a stage, says so, and goes on with the read, or the commit, when it gets a line. */
    static ProcessBuilder program(DatabaseAddress database, Plan plan, Path stage, Stage when) {
        return program(HEAP, database, plan, stage, when);
    }

    /** The same with a heap of its own. */
    static ProcessBuilder program(String heap, DatabaseAddress database, Plan plan, Path stage, Stage when) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunToStage.class.getName(),
                        database.url(),
                        plan.kafka().bootstrapServers(),
                        plan.tables().getFirst().eventTopic(),
                        stage.toString(),
                        when.name(),
                        plan.read().mode().name())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** @param args database URL, bootstrap servers, event topic, stage folder, stage, mode */
    public static void main(String[] args) throws InterruptedException, IOException {
        Stage target = Stage.valueOf(args[4]);
        Plan plan = plan(DatabaseAddress.parse(args[0]), KafkaAddress.of(args[1]), args[2], Path.of(args[3]));
        plan = plan.withRead(plan.read().withMode(ReadPlan.Mode.valueOf(args[5])));
        if (target == Stage.READING) {
            plan = slow(plan);
        }
        Servers servers = Servers.connect(plan.database(), Optional.empty(), plan.kafka());
        Backfill backfill = servers.prepare(plan);
        System.out.println(go(backfill, target).stage());
        if (target == Stage.READING && System.in.read() == '\n') {
            System.out.println(
                    backfill.await(s -> s.stage() == Stage.STAGED, PATIENCE).stage());
        }
        if (target == Stage.STAGED && System.in.read() == '\n') {
            backfill.commit();
            System.out.println(backfill.await(_ -> false, PATIENCE).stage());
            System.exit(0);
        }
        backfill.await(s -> false, Duration.ofMinutes(5));
    }
}
