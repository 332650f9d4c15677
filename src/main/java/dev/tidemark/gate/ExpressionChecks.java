package dev.tidemark.gate;

import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.ValuePlan;
import dev.tidemark.postgres.ExpressionProbe;
import dev.tidemark.postgres.ExpressionProbe.Use;
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
            if (table.plan().filter().isPresent()) {
                expressions++;
                check(table, Use.FILTER, table.plan().filter().get(), findings);
            }
            if (table.plan().key() instanceof KeyPlan.Sql(String expression)) {
                expressions++;
                check(table, Use.KEY, expression, findings);
            }
            if (table.plan().value() instanceof ValuePlan.Sql(String expression)) {
                expressions++;
                check(table, Use.VALUE, expression, findings);
            }
        }
        return findings.orPass(expressions == 0 ? "none" : expressions + " valid");
    }

    private void check(ChosenTable table, Use use, String expression, Findings findings) {
        try {
            probe.problem(table.name(), use, expression)
                    .ifPresent(problem ->
                            findings.refuse("the " + use.label() + " of " + table.name() + " is not valid", problem));
        } catch (ProblemException e) {
            // Somebody holds ACCESS EXCLUSIVE on the table, most likely: that says nothing about the expression.
            findings.warn("the " + use.label() + " of " + table.name() + " could not be checked", e.problem());
        }
    }
}
