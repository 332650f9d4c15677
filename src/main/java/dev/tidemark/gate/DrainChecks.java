package dev.tidemark.gate;

import dev.tidemark.plan.Drain;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Checks what the plan says of how the application publishes. */
final class DrainChecks {
    private static final String CHECK = "drain";

    private final WatchPool pool;

    DrainChecks(WatchPool pool) {
        this.pool = pool;
    }

    List<Verdict> check(GatePlan gate) {
        return switch (gate.drain()) {
            case Drain.InTransaction() -> List.of(Verdict.pass(CHECK, "events are published in the transaction"));
            case Drain.Outbox(String probe) -> List.of(probe(probe));
            case Drain.AfterCommit(Duration quiet) -> List.of(quiet(quiet, gate.budget()));
        };
    }

    private Verdict probe(String probe) {
        try {
            long left = pool.attempt(connection -> {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET TRANSACTION READ ONLY");
                    try (ResultSet row = statement.executeQuery(probe)) {
                        row.next();
                        return row.getLong(1);
                    }
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            });
            return Verdict.pass(CHECK, "the outbox has " + left + (left == 1 ? " event" : " events") + " now");
        } catch (SQLException e) {
            Problem problem = OutboxProbe.failed(
                    String.valueOf(e.getMessage()),
                    Optional.ofNullable(e.getSQLState()).orElse(""));
            return Verdict.refusal(CHECK, "the outbox query fails", problem);
        }
    }

    private static Verdict quiet(Duration quiet, Duration budget) {
        if (quiet.compareTo(budget) >= 0) {
            return Verdict.refusal(
                    CHECK,
                    "quiet for " + quiet.toMillis() + " ms within " + budget.toMillis() + " ms",
                    Problem.of(
                            "drain-longer-than-budget",
                            "The gate would be opened again before the topics can have been quiet for long enough.",
                            "They have to be quiet for " + quiet.toMillis() + " ms, the budget is " + budget.toMillis()
                                    + " ms.",
                            "Choose a larger budget, or a shorter time."));
        }
        return Verdict.warning(
                CHECK,
                "observed, not proven",
                Problem.of(
                        "drain-observed",
                        "That all events are in their topics will be observed, not proven.",
                        "The application publishes after its commit; one event that takes longer than "
                                + quiet.toMillis() + " ms would stand behind the mark.",
                        "Choose a time that no event exceeds, and see that nobody else writes to these topics."));
    }
}
