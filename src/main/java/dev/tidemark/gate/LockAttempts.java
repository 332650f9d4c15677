package dev.tidemark.gate;

import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.Readers;
import dev.tidemark.problem.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;

/** Asks for a gate's locks, again and again, and never so that the application pays for it with a deadlock. */
final class LockAttempts {
    /** What part of the lock timeout an attempt may spend on the locks after the first. */
    private static final int FURTHER_LOCKS = 4;

    /** Not granted in time, or we were a deadlock's victim. */
    private static final Set<String> GIVE_WAY = Set.of(ExportSession.LOCK_NOT_AVAILABLE, "40P01");

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);

    private final GateOrder order;
    private final GateListener listener;
    private final ExportSession exporter;
    private final Readers readers;
    private final Beforehand beforehand;
    private final Watchdog watchdog;
    private final CompletableFuture<Problem> abandoned;
    private final boolean exports;

    /** @param exports whether the last lock's message is to export as well, if it can */
    LockAttempts(
            GateOrder order,
            GateListener listener,
            ExportSession exporter,
            Readers readers,
            Beforehand beforehand,
            Watchdog watchdog,
            CompletableFuture<Problem> abandoned,
            boolean exports) {
        this.exports = exports;
        this.order = order;
        this.listener = listener;
        this.exporter = exporter;
        this.readers = readers;
        this.beforehand = beforehand;
        this.watchdog = watchdog;
        this.abandoned = abandoned;
    }

    /**
     * Returns when every table is locked, with what belongs to each as it was before the first attempt; LOCK on the table
     * itself misses nothing that is newer. Throws a ProblemException when no attempt is left; then nothing is held.
     */
    List<LockFamily> lock() throws SQLException, InterruptedException, ExecutionException {
        List<LockFamily> families = exporter.families(order.tableNames());
        for (int attempt = 1; ; attempt++) {
            listener.attempt(attempt);
            if (tryLock(attempt, families)) {
                return families;
            }
            listener.refused(attempt);
            if (attempt >= order.plan().attempts()) {
                throw notGranted().asException();
            }
            Pause.unless(abandoned, jitter(attempt));
        }
    }

    private boolean tryLock(int attempt, List<LockFamily> all)
            throws SQLException, InterruptedException, ExecutionException {
        List<LockFamily> families = new ArrayList<>(all);
        // Each attempt queues for another table first: sessions that wait for one of our locks while they hold the next
        // one that we need can't get out of our way, and which table that is depends on the application.
        Collections.rotate(families, 1 - attempt);
        LockFamily first = families.getFirst();
        Optional<TableName> head = first.head(attempt);
        try {
            watchdog.arm(order.plan().lockTimeout().plus(exporter.longest()));
            readers.begin(order.plan().lockTimeout());
            if (order.plan().lockMode().allowsGuard()) {
                readers.guard(order.tableNames(), head);
            }
            // It has a limit of its own, and keeps nobody waiting who writes.
            watchdog.disarm();
            beforehand.prepare(abandoned);
            watchdog.arm(exporter.longest());
            exporter.begin();
            listener.asked(System.nanoTime());
            if (exports && head.isPresent() && families.size() == 1 && !first.hasMore()) {
                exporter.lockAndExport(head.get());
            } else if (head.isPresent()) {
                exporter.lockFirst(head.get(), first.hasMore());
            } else if (!lockWhenFree(first)) {
                return giveBack();
            }
            long locked = exporter.lockedNanos();
            watchdog.arm(order.plan().budget());
            listener.locked(locked);
            if (lockOthers(first.hasMore() ? families : families.subList(1, families.size()), locked)) {
                listener.lockedAll(Elapsed.since(locked).minus(exporter.exportedAlong()));
                return true;
            }
            return giveBack();
        } catch (SQLException e) {
            if (abandoned.isDone() || !GIVE_WAY.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            return giveBack();
        }
    }

    /** A view none of whose tables we may lock by their own names: there is nothing to queue for without holding others. */
    private boolean lockWhenFree(LockFamily view) throws SQLException, InterruptedException, ExecutionException {
        long asked = System.nanoTime();
        while (!exporter.lockFirstIfFree(view.root())) {
            if (Elapsed.since(asked).compareTo(order.plan().lockTimeout()) > 0) {
                return false;
            }
            Pause.unless(abandoned, BETWEEN_TRIES);
        }
        return true;
    }

    private boolean giveBack() throws SQLException {
        exporter.rollBack();
        readers.rollBack();
        watchdog.disarm();
        beforehand.undo();
        return false;
    }

    /**
     * Takes each further lock at the first moment in which it is free, for a while that writers hardly feel. Asking for all
     * in one go and giving way at once would never succeed while an application is busy: there is always somebody in one
     * of the tables (docs/decisions).
     */
    private boolean lockOthers(List<LockFamily> others, long locked)
            throws SQLException, InterruptedException, ExecutionException {
        if (others.isEmpty()
                || exporter.lockIfFree(others.stream().map(LockFamily::root).toList(), exports)) {
            return true;
        }
        for (LockFamily family : others) {
            if (!lockFamily(family, locked)) {
                return false;
            }
        }
        return true;
    }

    /** The table and all that belongs to it in one go, and until that succeeds what belongs to it one by one. */
    private boolean lockFamily(LockFamily family, long locked)
            throws SQLException, InterruptedException, ExecutionException {
        Deque<TableName> left = new ArrayDeque<>(family.members());
        while (!exporter.lockIfFree(List.of(family.root()), false)) {
            if (Elapsed.since(locked).compareTo(order.plan().lockTimeout().dividedBy(FURTHER_LOCKS)) > 0) {
                return false;
            }
            if (!left.isEmpty() && exporter.lockIfFreeAlone(left.getFirst())) {
                left.removeFirst();
            } else {
                Pause.unless(abandoned, BETWEEN_TRIES);
            }
        }
        return true;
    }

    /** A while that grows with the attempts and is never the same, so that two runs don't meet again and again. */
    private static Duration jitter(int attempt) {
        long base = SHORTEST_PAUSE.toMillis() * attempt;
        return Duration.ofMillis(base + ThreadLocalRandom.current().nextLong(base));
    }

    private Problem notGranted() {
        return Problem.of(
                        "lock-not-granted",
                        "The lock was not granted in " + order.plan().attempts()
                                + (order.plan().attempts() == 1 ? " attempt of " : " attempts of ")
                                + order.plan().lockTimeout().toMillis() + " ms.",
                        "Other transactions hold locks on these tables for longer than that.",
                        "See who is ahead, wait for them or end them, and try again.")
                .from(ExportSession.LOCK_NOT_AVAILABLE);
    }
}
