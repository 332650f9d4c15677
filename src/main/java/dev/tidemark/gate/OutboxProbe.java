package dev.tidemark.gate;

import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.problem.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the outbox is empty. Its own session asks, in a transaction of its own each time: in session 1 the question
 * would freeze the snapshot. The outbox isn't locked, since the relay has to empty it; what others write into it after our
 * lock keeps us waiting as well.
 */
final class OutboxProbe implements Draining {
    private static final Duration BETWEEN = Duration.ofMillis(5);

    private final PgSession session;
    private final String probe;

    private OutboxProbe(PgSession session, String probe) {
        this.session = session;
        this.probe = probe;
    }

    /** Connects, and asks once, so that a wrong query is told before the lock. */
    static OutboxProbe open(Login login, String probe) throws SQLException {
        PgSession session = PgSession.open(login, "tidemark drain", StatementListener.NONE);
        OutboxProbe outbox = new OutboxProbe(session, probe);
        try {
            session.execute("SET default_transaction_read_only = on");
            long _ = outbox.ask();
            return outbox;
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public Drained await(CompletableFuture<Problem> abandoned) throws InterruptedException, ExecutionException {
        // Nobody else ends a query that hangs.
        var _ = abandoned.thenRun(session::abort);
        int asked = 1;
        while (ask() > 0) {
            Pause.unless(abandoned, BETWEEN);
            asked++;
        }
        return new Drained(true, "outbox empty, asked " + asked + (asked == 1 ? " time" : " times"));
    }

    private long ask() {
        try {
            List<List<@Nullable String>> rows = session.query(probe);
            if (rows.size() == 1 && rows.getFirst().size() == 1) {
                return Long.parseLong(String.valueOf(rows.getFirst().getFirst()));
            }
            throw failed("It gave " + rows.size() + " rows.", "").asException();
        } catch (NumberFormatException e) {
            throw failed("What it gave is no whole number: " + e.getMessage(), "")
                    .asException(e);
        } catch (SQLException e) {
            throw failed(String.valueOf(e.getMessage()), String.valueOf(e.getSQLState()))
                    .asException(e);
        }
    }

    /** What is wrong with a probe. */
    static Problem failed(String why, String sqlState) {
        Problem problem = Problem.of(
                "drain-probe",
                "The query that tells whether the outbox is empty failed.",
                why,
                "Correct drain in the plan: one query that gives one number, such as SELECT count(*) FROM outbox.");
        return sqlState.isEmpty() ? problem : problem.from("SQLSTATE " + sqlState);
    }

    @Override
    public void close() {
        session.abort();
    }
}
