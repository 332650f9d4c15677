package dev.tidemark.command;

import dev.tidemark.run.Backfill;
import dev.tidemark.run.RunEvent;
import dev.tidemark.run.RunListener;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Follows a run. Whoever waits here goes on only when the report has told what was waited for, so that no question
 * stands before the lines that it is about.
 */
final class RunWatch implements RunListener {
    private static final Duration TICK = Duration.ofMillis(200);

    private final Backfill backfill;
    private final Report report;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private RunState told;
    private int timesStaged;
    private boolean ended;

    RunWatch(Backfill backfill, Report report) {
        this.backfill = backfill;
        this.report = report;
        this.told = backfill.state();
        backfill.listen(this);
    }

    @Override
    public void happened(RunEvent event, RunState state) {
        report.happened(event, state);
        lock.lock();
        try {
            told = state;
            if (event instanceof RunEvent.StageReached(var stage) && stage == Stage.STAGED) {
                timesStaged++;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often all rows have been staged; more than once, if publishing them failed. */
    int timesStaged() {
        lock.lock();
        try {
            return timesStaged;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the rows are staged once more than so many times, or the run is over. */
    RunState staged(int timesBefore) {
        return until(_ -> timesStaged > timesBefore);
    }

    RunState over() {
        return until(_ -> false);
    }

    /** Waits for this or the run's end, and tells meanwhile how far it is. The run's own limits end the wait. */
    RunState until(Predicate<RunState> wanted) {
        lock.lock();
        try {
            while (!ended && !wanted.test(told) && !told.stage().over()) {
                if (!changed.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                    RunState now = backfill.state();
                    report.tick(now);
                    if (marksStand(now)) {
                        return now;
                    }
                }
            }
            return told;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return told;
        } finally {
            lock.unlock();
        }
    }

    /** A run that cannot be given up, since Kafka takes no voids: it stays where it is, and tells nothing more. */
    private static boolean marksStand(RunState state) {
        return state.stage() == Stage.STAGED
                && state.problem()
                        .filter(p -> p.code().equals("void-not-written"))
                        .isPresent();
    }

    /** Nothing more will be told; nobody need wait. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
