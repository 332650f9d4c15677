package dev.tidemark.bench;

import dev.tidemark.journal.RunFolder;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.PlanFile;
import dev.tidemark.postgres.Login;
import dev.tidemark.problem.Problem;
import dev.tidemark.run.PastRun;
import dev.tidemark.run.PastRuns;
import dev.tidemark.run.Standing;
import dev.tidemark.sandbox.DemoApplication;
import dev.tidemark.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Runs backfills in processes of their own, while an application writes, and kills the program, PostgreSQL or Kafka at
 * random moments; then clears up by the program's own commands, and looks at the log as a consumer sees it.
 */
public final class FaultBench implements AutoCloseable {
    /** After which line of the program's output the fault is to come; the gate's lines more often, since it is short. */
    private static final List<String> MOMENTS = List.of(
            "\"event\":\"started\"",
            "\"stage\":\"locking\"",
            "\"stage\":\"locking\"",
            "\"event\":\"step\"",
            "\"event\":\"mark\"",
            "\"stage\":\"reading\"",
            "\"stage\":\"staged\"",
            "\"stage\":\"publishing\"",
            "\"event\":\"table-published\"");

    private static final int LATEST_MILLIS = 150;
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final String LOCKS = """
            SELECT l.pid
            FROM pg_locks l JOIN pg_stat_activity a USING (pid)
            WHERE a.application_name = 'tidemark gate' AND l.granted AND l.mode = 'ShareRowExclusiveLock'""";

    private final Sandbox sandbox;
    private final DemoApplication application;
    private final RandomGenerator random;
    private final Path data;
    private final Path planFile;
    private final Plan plan;
    private final PgRows database;
    private final ShopFollowers followers;
    private final PastRuns runs;

    /** What to hit. */
    private enum Target {
        PROGRAM,
        POSTGRES,
        KAFKA
    }

    /** @param random decides on moments and targets; the same seed gives the same order of them */
    public FaultBench(Sandbox sandbox, DemoApplication application, RandomGenerator random) {
        this.sandbox = sandbox;
        this.application = application;
        this.random = random;
        this.plan = sandbox.plan().withGate(GatePlan.standard().withBudget(Duration.ofSeconds(3)));
        this.database = new PgRows(new Login(sandbox.database(), sandbox.password()), "fault bench");
        this.followers = new ShopFollowers(plan, database);
        try {
            data = Files.createTempDirectory("tidemark-faults-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        planFile = data.resolve("plan.yaml");
        PlanFile.write(plan, planFile);
        runs = new PastRuns(data.resolve("tidemark").resolve("runs"));
    }

    /**
     * Does so many rounds.
     *
     * @param told after each, how many are done and what came of all of them
     * @param stopped asked before each
     */
    public FaultFigures run(int rounds, Consumer<FaultFigures> told, BooleanSupplier stopped)
            throws InterruptedException {
        FaultFigures all = FaultFigures.none();
        for (int i = 0; i < rounds && !stopped.getAsBoolean(); i++) {
            all = all.plus(round());
            told.accept(all);
        }
        return all;
    }

    private FaultFigures round() throws InterruptedException {
        quiet();
        followers.start();
        application.resume();
        String moment = MOMENTS.get(random.nextInt(MOMENTS.size()));
        Target target = Target.values()[Math.max(0, random.nextInt(5) - 2)];
        long locksLeft;
        try (Victim victim = new Victim(data, moment, "run", planFile.toString(), "--yes", "--json")) {
            victim.awaitMoment(LIMIT);
            victim.awaitEnd(Duration.ofMillis(random.nextInt(LATEST_MILLIS)));
            hit(target, victim);
            locksLeft = database.becomesEmpty(LOCKS, plan.gate().budget().plus(GRACE)) ? 0 : 1;
            if (target != Target.PROGRAM) {
                int _ = victim.exitCode(LIMIT);
            }
        }
        String stage = clearUp();
        quiet();
        ShopFollowers.Verdict seen = followers.follow();
        return new FaultFigures(
                1,
                seen.losses(),
                seen.duplicates(),
                locksLeft,
                orphans(),
                seen.applied() ? 1 : 0,
                Map.of(target.name().toLowerCase(Locale.ROOT) + " at " + stage, 1));
    }

    private void quiet() {
        if (!application.quiet(LIMIT)) {
            throw Problem.of(
                            "application-stuck",
                            "The demo application did not come to rest.",
                            "A transaction of it has been under way for " + LIMIT.toSeconds() + " s.",
                            "See the log; this is a fault of the measurement, or a lock that was left.")
                    .asException();
        }
    }

    private void hit(Target target, Victim victim) throws InterruptedException {
        switch (target) {
            case PROGRAM -> victim.kill();
            case POSTGRES -> away(Sandbox.Server.POSTGRES, victim);
            case KAFKA -> away(Sandbox.Server.KAFKA, victim);
        }
    }

    private void away(Sandbox.Server server, Victim victim) throws InterruptedException {
        sandbox.kill(server);
        victim.awaitEnd(Duration.ofMillis(random.nextInt(1000)));
        sandbox.restart(server);
    }

    /** As a person would: what can be gone on with is gone on with, or not; gives the stage that the run had reached. */
    private String clearUp() throws InterruptedException {
        String stage = "nothing";
        for (PastRun run : runs.all()) {
            stage = run.stage().name().toLowerCase(Locale.ROOT);
            if (run.standing() != Standing.OVER) {
                boolean goOn = run.standing().resumable() && random.nextBoolean();
                try (Victim next = new Victim(
                        data, "nothing", goOn ? "resume" : "discard", run.run().value(), "--yes")) {
                    int _ = next.exitCode(LIMIT);
                }
            }
        }
        return stage;
    }

    /** What is left besides runs that are over; those are deleted, as one would in the history. */
    private long orphans() {
        long orphans = 0;
        for (PastRun run : runs.all()) {
            if (run.standing() != Standing.OVER
                    || Files.exists(new RunFolder(run.folder().path()).stage())) {
                orphans++;
            } else {
                runs.delete(run);
            }
        }
        Path folder = data.resolve("tidemark").resolve("runs");
        if (!Files.isDirectory(folder)) {
            return orphans;
        }
        try (Stream<Path> left = Files.list(folder)) {
            return Math.max(orphans, left.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            new RunFolder(data).delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
