package dev.tidemark.run;

import dev.tidemark.gate.Exported;
import dev.tidemark.gate.Gate;
import dev.tidemark.gate.Locked;
import dev.tidemark.gate.Marked;
import dev.tidemark.gate.Released;
import dev.tidemark.kafka.RowLimit;
import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.LockPicture;
import dev.tidemark.postgres.LockWait;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A run's way through the gate: all at once or step by step, watched from the side. */
final class GatePassage {
    /** How often lock waits are looked at. */
    private final Duration look;

    private final boolean rehearsal;

    private final RunHub hub;
    private final BackfillSetup setup;
    private final GateReporter reporter;
    private final Consumer<Released> through;
    private final Consumer<Problem> failed;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Object handle = new Object();
    private @Nullable Gate gate;
    private @Nullable Problem givenUp;
    private volatile Map<TableName, RowLimit> longestRows = Map.of();
    /** What {@link #next()} does; there only while the gate waits for it. On the run's thread alone. */
    private @Nullable Runnable nextStep;

    /** The stage at which a step was ordered that could not begin yet; PLANNED for none. */
    private Stage orderedAt = Stage.PLANNED;

    /**
     * @param through told on the run's thread when the gate is open again and the marks are visible
     * @param failed told on the run's thread when it came to nothing and all is rolled back
     */
    GatePassage(RunHub hub, BackfillSetup setup, Consumer<Released> through, Consumer<Problem> failed) {
        this(hub, setup, Duration.ofMillis(250), false, through, failed);
    }

    private GatePassage(
            RunHub hub,
            BackfillSetup setup,
            Duration look,
            boolean rehearsal,
            Consumer<Released> through,
            Consumer<Problem> failed) {
        this.look = look;
        this.rehearsal = rehearsal;
        this.hub = hub;
        this.setup = setup;
        this.reporter = new GateReporter(hub);
        this.through = through;
        this.failed = failed;
    }

    /** The same for a gate of which nothing is to come; looks so often at the lock waits that few are missed. */
    static GatePassage rehearsal(
            RunHub hub, BackfillSetup setup, Consumer<Released> through, Consumer<Problem> failed) {
        return new GatePassage(hub, setup, Duration.ofMillis(10), true, through, failed);
    }

    void start(Pace pace) {
        hub.work(() -> attempt(() -> {
            Gate prepared = prepare();
            hub.work(() -> watch(prepared.pid()));
            if (pace == Pace.AUTOMATIC) {
                finish(prepared.lockAndExport().mark().release());
            } else {
                Locked locked = prepared.lock();
                later(() -> exportStep(locked));
            }
        }));
    }

    /** How many bytes a row of each table may have as a message; asked before the gate was closed. */
    Map<TableName, RowLimit> longestRows() {
        return longestRows;
    }

    private Gate prepare() {
        if (!rehearsal) {
            longestRows = setup.longestRows();
            setup.createRowsTopics();
        }
        Gate prepared;
        try (RunHub nowhere = setup.hub()) {
            prepared = Gate.prepare(setup.gateOrder(rehearsal), reporter, new GateReporter(nowhere));
        }
        synchronized (handle) {
            gate = prepared;
            if (givenUp != null) {
                prepared.abandon(givenUp);
            }
        }
        // Given up while it waits for the next step: that step fails at once, and tidies up.
        prepared.abandoned().thenAccept(_ -> hub.post(this::next));
        return prepared;
    }

    private void exportStep(Locked locked) {
        Exported exported = locked.export();
        later(() -> markStep(exported));
    }

    private void markStep(Exported exported) {
        Marked marked = exported.mark();
        later(() -> finish(marked.release()));
    }

    private void finish(Released released) {
        over.countDown();
        hub.post(() -> through.accept(released));
    }

    private void later(Runnable step) {
        reporter.handOn();
        hub.post(() -> {
            nextStep = step;
            if (isGivenUp() || hub.tally().stage() == orderedAt) {
                next();
            }
        });
    }

    private boolean isGivenUp() {
        synchronized (handle) {
            return givenUp != null;
        }
    }

    /**
     * On the run's thread: does the next step. If the one before is just being finished, remembers the order, but only
     * for the stage that it was given at: two quick orders are one step, not two.
     */
    void next() {
        Runnable step = nextStep;
        nextStep = null;
        orderedAt = step == null ? hub.tally().stage() : Stage.PLANNED;
        if (step != null) {
            hub.work(() -> attempt(step));
        }
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (ProblemException e) {
            over.countDown();
            reporter.handOn();
            hub.post(() -> failed.accept(e.problem()));
        }
    }

    /** Session 1's process id; empty before there is one. From any thread. */
    OptionalInt pid() {
        synchronized (handle) {
            return gate == null ? OptionalInt.empty() : OptionalInt.of(gate.pid());
        }
    }

    /** Opens the gate at once; from any thread. */
    void giveUp(Problem reason) {
        Gate open;
        synchronized (handle) {
            if (givenUp == null) {
                givenUp = reason;
            }
            open = gate;
        }
        if (open != null) {
            open.abandon(reason);
        }
    }

    /** Looks at the lock waits until the gate is through, on a connection that has nothing to do with the gate's. */
    private void watch(int pid) {
        Supplier<LockPicture> waits = () -> setup.locks().look(pid, setup.tableOids());
        try {
            // Not at once: most gates are open before, and on a small computer a look takes time away from them.
            while (!over.await(look.toMillis(), TimeUnit.MILLISECONDS)) {
                reporter.handOn();
                try {
                    LockPicture picture = waits.get();
                    hub.post(() -> hub.tally().locks(picture));
                } catch (ProblemException e) {
                    // A look that fails must not disturb the gate; the next one may succeed.
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hub.post(() -> {
            hub.tally().looked();
            List<LockWait> waited = hub.tally().gate().waited();
            if (!waited.isEmpty()) {
                hub.tell(new RunEvent.WritersWaited(waited));
            }
        });
    }
}
