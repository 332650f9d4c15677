package dev.tidemark.bench;

import dev.tidemark.journal.RunFolder;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.PlanFile;
import dev.tidemark.plan.ReadPlan.Mode;
import dev.tidemark.postgres.Login;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.run.Backfill;
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
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs backfills in processes of their own, while an application writes, and kills the program, PostgreSQL or Kafka at
 * random moments; then clears up by the program's own commands, and looks at the log as a consumer sees it.
 */
public final class FaultBench implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FaultBench.class);
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final String LOCKS = """
            SELECT l.pid
            FROM pg_locks l JOIN pg_stat_activity a USING (pid)
            WHERE a.application_name = 'tidemark gate' AND l.granted AND l.mode = 'ShareRowExclusiveLock'""";

    private final Sandbox sandbox;
    private final DemoApplication application;
    private final long seed;
    private final Path data;
    private final Plan plan;
    private final PgRows database;
    private final ShopFollowers followers;
    private final PastRuns runs;

    /** @param seed decides on moments and targets; the same gives the same order of them */
    public FaultBench(Sandbox sandbox, DemoApplication application, long seed) {
        this.sandbox = sandbox;
        this.application = application;
        this.seed = seed;
        this.plan = sandbox.plan().withGate(GatePlan.standard().withBudget(Duration.ofSeconds(3)));
        this.database = new PgRows(new Login(sandbox.database(), sandbox.password()), "fault bench");
        this.followers = new ShopFollowers(plan, database);
        try {
            data = Files.createTempDirectory("tidemark-faults-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Mode mode : Mode.values()) {
            PlanFile.write(plan.withRead(plan.read().withMode(mode)), planFile(mode));
        }
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
        RandomGenerator random = new Random(seed);
        for (int i = 0; i < rounds && !stopped.getAsBoolean(); i++) {
            all = all.plus(round(Fault.drawn(random)));
            told.accept(all);
        }
        return all;
    }

    private Path planFile(Mode mode) {
        return data.resolve(mode.name() + ".yaml");
    }

    private FaultFigures round(Fault fault) throws InterruptedException {
        LOG.info("Round with {}", fault);
        quiet();
        followers.start();
        application.resume();
        long locksLeft;
        try (Victim victim = victim(fault)) {
            victim.type(fault.moment().typed());
            victim.awaitMoment(LIMIT);
            victim.awaitEnd(Duration.ofMillis(fault.delayMillis()));
            hit(fault, victim);
            locksLeft = database.becomesEmpty(LOCKS, plan.gate().budget().plus(GRACE)) ? 0 : 1;
            victim.typesNoMore();
            if (fault.target() != Fault.Target.PROGRAM) {
                int _ = victim.exitCode(LIMIT);
            }
        }
        String stage = clearUp(fault);
        quiet();
        ShopFollowers.Verdict seen = followers.follow();
        FaultFigures figures = new FaultFigures(
                1,
                seen.losses(),
                seen.duplicates(),
                locksLeft,
                orphans(),
                seen.applied() ? 1 : 0,
                Map.of(fault.target().name().toLowerCase(Locale.ROOT) + " at " + stage, 1));
        if (!figures.clean()) {
            LOG.error("{} came to {}", fault, figures);
        }
        return figures;
    }

    private Victim victim(Fault fault) {
        String file = planFile(fault.streamed() ? Mode.STREAMED : Mode.STAGED).toString();
        String how = fault.moment().typed().isEmpty() ? "--yes" : "--step";
        return Victim.keeping(data, fault.moment().line(), "run", file, how, "--json");
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

    private void hit(Fault fault, Victim victim) throws InterruptedException {
        switch (fault.target()) {
            case PROGRAM -> victim.kill();
            case POSTGRES -> away(Sandbox.Server.POSTGRES, fault, victim);
            case KAFKA -> away(Sandbox.Server.KAFKA, fault, victim);
        }
    }

    private void away(Sandbox.Server server, Fault fault, Victim victim) throws InterruptedException {
        sandbox.kill(server);
        victim.awaitEnd(Duration.ofMillis(fault.awayMillis()));
        sandbox.restart(server);
    }

    /** As a person would: what can be gone on with is gone on with, or not; gives the stage that the run had reached. */
    private String clearUp(Fault fault) throws InterruptedException {
        List<PastRun> left = runs.all();
        for (PastRun run : left) {
            if (fault.clearingMillis().isPresent() && run.standing() != Standing.OVER) {
                String order = fault.goOn() && run.standing().resumable() ? "resume" : "discard";
                try (Victim next =
                        Victim.keeping(data, "nothing", order, run.run().value(), "--yes")) {
                    next.awaitEnd(Duration.ofMillis(fault.clearingMillis().getAsInt()));
                }
            }
            clearUp(runs.find(run.run().value()), fault.goOn());
        }
        return left.isEmpty() ? "nothing" : left.getFirst().stage().name().toLowerCase(Locale.ROOT);
    }

    private void clearUp(PastRun run, boolean goOn) {
        try {
            if (goOn && run.standing().resumable()) {
                try (Backfill backfill = runs.resume(run)) {
                    backfill.commit();
                    backfill.await(s -> s.problem().isPresent(), LIMIT);
                }
            } else if (run.standing().discardable()) {
                LOG.info("{}", runs.discard(run));
            }
        } catch (ProblemException e) {
            // What is left by that is counted as an orphan.
            LOG.error("Run {} could not be cleared up", run.run(), e);
        }
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
