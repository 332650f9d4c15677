package dev.tidemark.gate;

import dev.tidemark.plan.Drain;
import dev.tidemark.problem.Problem;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits, while the gate is closed, until the events of all that was committed before the lock are in their topics. */
interface Draining extends AutoCloseable {

    /** Opens what it takes. Throws a ProblemException if that can't be had. */
    static Draining open(GateOrder order) throws SQLException {
        return switch (order.plan().drain()) {
            case Drain.InTransaction() -> new NothingToDrain();
            case Drain.Outbox(String probe) -> OutboxProbe.open(order.login(), probe);
            case Drain.AfterCommit(var quiet) -> QuietTopics.open(order, quiet);
        };
    }

    /**
     * Returns when they are. Throws a ProblemException if that can't be told.
     *
     * @param abandoned ends the wait
     */
    Drained await(CompletableFuture<Problem> abandoned) throws InterruptedException, ExecutionException;

    /** Whatever it waits for, it waits no longer. */
    @Override
    void close();
}
