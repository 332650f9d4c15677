package dev.tidemark.gate;

import dev.tidemark.kafka.KafkaProblems;
import dev.tidemark.postgres.PgProblems;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
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

    /** @param limit how long was waited for */
    static Problem notHandedOver(Duration limit) {
        return Problem.of(
                "not-handed-over",
                "The gate is open, but the readers could not take the snapshot over.",
                "The database did not answer within " + limit.toSeconds() + " s after the lock was released.",
                "See whether the network to the database is in order; then start a new run.");
    }

    static Problem budgetSpent(GateOrder order) {
        return Problem.of(
                "budget-spent",
                "The gate was closed for as long as the plan allows, and was opened again.",
                "Not every step was done within " + order.plan().budget().toMillis() + " ms.",
                "See which step took the time; then try again, at a calmer time or with a larger budget.");
    }
}
