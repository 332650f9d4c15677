package dev.tidemark.gate;

import dev.tidemark.kafka.KafkaProblems;
import dev.tidemark.postgres.PgProblems;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;

/** Puts what can go wrong at the gate into words. */
public final class GateProblems {
    /** The code of a problem that leaves marks in the log without their voids. */
    public static final String VOID_NOT_WRITTEN = "void-not-written";

    private GateProblems() {}

    static Problem of(Throwable error, GateOrder order) {
        return switch (error) {
            case ProblemException e -> e.problem();
            case SQLException e -> PgProblems.of(e, order.login().address());
            case InterruptedException e ->
                Problem.of("interrupted", "The run was ended.", "The program was asked to stop.", "Start a new run.");
            case ExecutionException e when e.getCause() != null -> of(e.getCause(), order);
            default -> KafkaProblems.of(error, order.kafka());
        };
    }
}
