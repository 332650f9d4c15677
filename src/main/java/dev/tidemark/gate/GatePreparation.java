package dev.tidemark.gate;

import dev.tidemark.postgres.Readers;
import dev.tidemark.problem.ProblemException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is done before the lock, so that nothing of it takes time while writers wait: connections, metadata, the marks'
 * producer, and the passages without a lock. If something of it fails, all that was opened is closed again.
 */
final class GatePreparation {
    private final GateOrder order;
    private final GateListener listener;
    private final GateListener dry;
    /** Who hears of the sessions' statements: of those without a lock one, of the others the other. */
    private final AtomicReference<GateListener> told;

    GatePreparation(GateOrder order, GateListener listener, GateListener dry) {
        this.order = order;
        this.listener = listener;
        this.dry = dry;
        told = new AtomicReference<>(dry);
    }

    /** Throws a ProblemException. */
    Gate go() {
        Draining draining = openDraining();
        RunMarks marks = openMarks(draining);
        @Nullable Gate gate = null;
        try {
            gate = open(draining, marks);
            goThroughDry(gate);
            told.set(listener);
            return gate;
        } catch (SQLException | ExecutionException | RuntimeException e) {
            throw closed(draining, marks, gate, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw closed(draining, marks, gate, e);
        }
    }

    private ProblemException closed(Draining draining, RunMarks marks, @Nullable Gate gate, Exception cause) {
        if (gate == null) {
            draining.close();
            marks.close();
        } else {
            gate.close();
        }
        return GateProblems.of(cause, order).asException(cause);
    }

    private Draining openDraining() {
        try {
            return Draining.open(order);
        } catch (SQLException e) {
            throw GateProblems.of(e, order).asException(e);
        }
    }

    private RunMarks openMarks(Draining draining) {
        try {
            return RunMarks.open(order, listener);
        } catch (ProblemException e) {
            draining.close();
            throw e;
        }
    }

    private Gate open(Draining draining, RunMarks marks) throws SQLException {
        ExportSession exporter = ExportSession.open(
                order.login(),
                order.plan(),
                order.server().versionNumber(),
                (sql, took, answer) -> told.get().statement(1, sql, took, answer));
        try {
            Readers readers = Readers.open(
                    order.login(),
                    order.readers(),
                    (sql, took, answer) -> told.get().statement(2, sql, took, answer));
            return new Gate(order, listener, exporter, readers, marks, draining, false);
        } catch (SQLException | RuntimeException e) {
            exporter.abort();
            throw e;
        }
    }

    private void goThroughDry(Gate gate) throws SQLException, InterruptedException, ExecutionException {
        RunMarks scratch = gate.marks().scratch(dry);
        try (Gate passage =
                new Gate(order, dry, gate.exporter(), gate.readers(), scratch, new NothingToDrain(), true)) {
            new DryPassages(order, gate.exporter(), gate.readers()).through(passage);
        }
    }
}
