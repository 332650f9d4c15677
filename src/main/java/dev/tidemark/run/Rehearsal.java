package dev.tidemark.run;

import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Closes a plan's gate some times as a run would, and lets nothing come of it: the same locks, snapshot, readers and
 * proof; the marks go to {@code tidemark.scratch} and are taken back, so that what marks take is part of it, and nothing
 * is written to an event topic. Writers wait as they will in the run.
 *
 * <pre>{@code
 * try (Rehearsal rehearsal = servers.rehearsal(plan)) {
 *     Rehearsed result = rehearsal.go(5, gate -> show(gate));   // blocks; cancel() from any other thread ends it early
 *     result.stall().median();                                  // also p90, p99, max; result.closed(), result.gates()
 * }
 * }</pre>
 */
public final class Rehearsal implements AutoCloseable {
    /** What tells something about the gate; anything else is in the way of rehearsing. */
    private static final Set<String> FINDINGS = Set.of("lock-not-granted", "budget-spent");

    private final BackfillSetup setup;
    private final Object handle = new Object();
    private boolean cancelled;
    private @Nullable GateTrial current;

    Rehearsal(BackfillSetup setup) {
        this.setup = setup;
    }

    /**
     * Rehearses. Blocks; about half a second a gate, or as long as the lock is waited for. Throws a ProblemException if a
     * server fails.
     *
     * @param times how often, at least 1
     * @param told is told each gate when it is open again, on this thread
     * @return what was rehearsed; fewer gates if it was cancelled
     */
    public Rehearsed go(int times, Consumer<RehearsedGate> told) {
        List<RehearsedGate> gates = new ArrayList<>();
        for (int number = 1; number <= times; number++) {
            GateTrial trial = new GateTrial(setup, true);
            synchronized (handle) {
                if (cancelled) {
                    trial.cancel();
                }
                current = trial;
            }
            Optional<Problem> problem = pass(trial);
            synchronized (handle) {
                if (cancelled) {
                    break;
                }
            }
            GateTally tally = trial.tally();
            GateState gate = tally.state();
            RehearsedGate one = new RehearsedGate(
                    number,
                    gate.attempt(),
                    gate.closedFor(System.nanoTime()),
                    tally.stall(),
                    tally.waited(),
                    tally.ahead(),
                    problem);
            gates.add(one);
            told.accept(one);
        }
        return new Rehearsed(gates);
    }

    private Optional<Problem> pass(GateTrial trial) {
        try {
            trial.pass();
            return Optional.empty();
        } catch (ProblemException e) {
            synchronized (handle) {
                if (!cancelled && !FINDINGS.contains(e.problem().code())) {
                    throw e;
                }
            }
            return Optional.of(e.problem());
        }
    }

    /** Opens the gate at once if it is closed, and rehearses no further. From any thread. */
    public void cancel() {
        synchronized (handle) {
            cancelled = true;
            if (current != null) {
                current.cancel();
            }
        }
    }

    @Override
    public void close() {
        cancel();
        setup.locks().close();
    }
}
