package dev.tidemark.gate;

import dev.tidemark.postgres.ExpressionProbe;
import dev.tidemark.postgres.ExpressionProbe.Expression;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.ProblemException;
import java.util.List;

/** Checks the SQL that the operator wrote: filters, keys and values. */
final class ExpressionChecks {
    private final ExpressionProbe probe;

    ExpressionChecks(WatchPool pool) {
        this.probe = new ExpressionProbe(pool);
    }

    List<Verdict> check(List<ChosenTable> tables) {
        Findings findings = new Findings("expressions");
        int expressions = 0;
        for (ChosenTable table : tables) {
            for (Expression expression : ExpressionProbe.in(table.plan())) {
                expressions++;
                check(table, expression, findings);
            }
        }
        return findings.orPass(expressions == 0 ? "none" : expressions + " valid");
    }

    private void check(ChosenTable table, Expression expression, Findings findings) {
        try {
            probe.problem(table.name(), expression)
                    .ifPresent(problem -> findings.refuse(
                            "the " + expression.use().label() + " of " + table.name() + " is not valid", problem));
        } catch (ProblemException e) {
            // Somebody holds ACCESS EXCLUSIVE on the table, most likely: that says nothing about the expression.
            findings.warn(
                    "the " + expression.use().label() + " of " + table.name() + " could not be checked", e.problem());
        }
    }
}
