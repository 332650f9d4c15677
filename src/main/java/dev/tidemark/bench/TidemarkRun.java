package dev.tidemark.bench;

import dev.tidemark.plan.Plan;
import dev.tidemark.problem.Problem;
import dev.tidemark.run.Backfill;
import dev.tidemark.run.Pace;
import dev.tidemark.run.RunEvent;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Servers;
import dev.tidemark.run.Stage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A whole run, as the window or the terminal would do it, with the time of each stage. */
final class TidemarkRun {
    private static final Duration LONGEST = Duration.ofHours(6);

    private final Map<Stage, Long> reached = new ConcurrentHashMap<>();

    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * Runs the plan up to its commit.
     *
     * @param told at each stage, on the run's thread
     */
    TidemarkRun(Servers servers, Plan plan, Consumer<Stage> told) {
        try (Backfill run = servers.prepare(plan)) {
            run.listen((event, _) -> {
                if (event instanceof RunEvent.StageReached(Stage stage)) {
                    reached.put(stage, System.nanoTime());
                    told.accept(stage);
                    if (stage.over()) {
                        over.countDown();
                    }
                }
            });
            run.start(Pace.AUTOMATIC);
            RunState staged = run.await(s -> s.stage() == Stage.STAGED, LONGEST);
            fail(staged);
            run.commit();
            fail(run.await(_ -> false, LONGEST));
            // The state is known a moment before it is told.
            boolean _ = over.await(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fail(RunState state) {
        state.problem().map(Problem::asException).ifPresent(e -> {
            throw e;
        });
    }

    /** From one stage to another. */
    Duration between(Stage from, Stage to) {
        Map<Stage, Long> times = new EnumMap<>(reached);
        return Duration.ofNanos(times.getOrDefault(to, 0L) - times.getOrDefault(from, 0L));
    }
}
