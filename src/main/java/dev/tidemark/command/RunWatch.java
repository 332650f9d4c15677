package dev.tidemark.command;

import dev.tidemark.run.Backfill;
import dev.tidemark.run.RunEvent;
import dev.tidemark.run.RunListener;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private final List<RunEvent> heard = new ArrayList<>();
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
            heard.add(event);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often this was told so far. */
    long count(Predicate<RunEvent> event) {
        lock.lock();
        try {
            return heard.stream().filter(event).count();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until this has been told, or the run is over. */
    RunState until(Predicate<RunEvent> event) {
        return until(event, 0);
    }

    RunState over() {
        return until(_ -> false, 0);
    }

    /**
     * Waits until this has been told more than so many times, or the run is over, and tells meanwhile how far it is. The
     * run's own limits end the wait.
     */
    RunState until(Predicate<RunEvent> event, long times) {
        lock.lock();
        try {
            while (!ended && count(event) <= times && !told.stage().over()) {
                if (!changed.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                    RunState now = backfill.state();
                    report.tick(now);
                    if (marksStand(now)) {
                        return now;
                    }
                }
            }
            return ended ? backfill.state() : told;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return told;
        } finally {
            lock.unlock();
        }
    }

    /** A run that cannot be given up, since Kafka takes no voids: it stays where it is, and tells nothing more. */
    private static boolean marksStand(RunState state) {
        return state.stage() == Stage.STAGED && state.voidsMissing();
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
