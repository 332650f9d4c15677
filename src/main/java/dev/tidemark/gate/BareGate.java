package dev.tidemark.gate;

import dev.tidemark.postgres.PgProblems;
import dev.tidemark.postgres.Readers;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.problem.Problem;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.Snapshot;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The least that a gate can be: the same locks, {@code pg_export_snapshot()} and COMMIT. Nobody marks, imports or proves
 * anything; what the gate takes beyond this is the price of its promises.
 */
public final class BareGate {
    private BareGate() {}

    /**
     * @param attempts at the lock
     * @param lockedNanos {@link System#nanoTime()} when the first lock was granted
     * @param openedNanos the same when COMMIT was answered
     */
    public record Times(int attempts, long lockedNanos, long openedNanos) {}

    /** Locks, exports and commits on sessions of its own. Throws a ProblemException. */
    public static Times pass(GateOrder order) {
        CompletableFuture<Problem> never = new CompletableFuture<>();
        Stopwatch stopwatch = new Stopwatch();
        try {
            ExportSession exporter = ExportSession.open(
                    order.login(), order.plan(), order.server().versionNumber(), StatementListener.NONE);
            // Only the keeper, for the guard lock that the attempts take before they ask for the lock.
            try (Readers none = Readers.open(order.login(), 0, StatementListener.NONE);
                    Watchdog watchdog = new Watchdog(exporter::abort)) {
                new LockAttempts(order, stopwatch, exporter, none, Beforehand.NOTHING, watchdog, never, false).lock();
                exporter.exportBare();
                exporter.commit();
                long opened = System.nanoTime();
                return new Times(stopwatch.attempts, stopwatch.locked, opened);
            } finally {
                exporter.close();
            }
        } catch (SQLException e) {
            throw PgProblems.of(e, order.login().address()).asException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw GateProblems.of(e, order).asException(e);
        } catch (ExecutionException e) {
            throw GateProblems.of(e, order).asException(e);
        }
    }

    private static final class Stopwatch implements GateListener {
        private int attempts;
        private long locked;

        @Override
        public void attempt(int attempt) {
            attempts = attempt;
        }

        @Override
        public void locked(long nanoTime) {
            locked = nanoTime;
        }

        @Override
        public void asked(long nanoTime) {}

        @Override
        public void refused(int attempt) {}

        @Override
        public void lockedAll(Duration took) {}

        @Override
        public void drained(Drained how, Duration took) {}

        @Override
        public void exported(Snapshot snapshot, Duration took) {}

        @Override
        public void landed(Position position) {}

        @Override
        public void marked(Duration took) {}

        @Override
        public void proved() {}

        @Override
        public void opened(long nanoTime, Duration took) {}

        @Override
        public void statement(int session, String sql, Duration took, String answer) {}
    }
}
