package dev.tidemark.gate;

import dev.tidemark.kafka.Cluster;
import dev.tidemark.plan.Drain;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.Catalog;
import dev.tidemark.postgres.TableInfo;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checks before any lock. None of them locks or writes anything. */
public final class Preflight {
    private final Catalog catalog;
    private final ServerChecks server;
    private final TableChecks tables;
    private final TopicChecks topics;

    public Preflight(WatchPool pool, Cluster cluster) {
        this.catalog = new Catalog(pool);
        this.server = new ServerChecks(pool);
        this.tables = new TableChecks(pool);
        this.topics = new TopicChecks(cluster);
    }

    /**
     * Checks a plan.
     *
     * @param stage where its rows would be staged
     * @return one verdict or more a check, in the checks' order
     */
    public List<Verdict> check(Plan plan, Path stage) {
        List<Verdict> verdicts = new ArrayList<>(engineChecks(plan));
        verdicts.addAll(server.check(catalog.facts(), plan));
        List<TableInfo> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (TablePlan table : plan.tables()) {
            Optional<TableInfo> info = catalog.table(table.table());
            if (!seen.add(table.table().toString())) {
                verdicts.add(Verdict.refusal(
                        "tables",
                        table.table() + " is there twice",
                        Problem.of(
                                "table-twice",
                                "The plan has the table " + table.table() + " twice.",
                                "A run reads a table once.",
                                "Take one of them out.")));
            } else if (info.isEmpty()) {
                verdicts.add(Verdict.refusal("tables", table.table() + " is not there", missing(table)));
            } else {
                found.add(info.get());
                verdicts.addAll(tables.check(plan, table, info.get()));
            }
        }
        verdicts.addAll(topics.check(plan));
        verdicts.addAll(server.checkRoom(found, stage));
        return List.copyOf(verdicts);
    }

    private static List<Verdict> engineChecks(Plan plan) {
        if (plan.tables().isEmpty()) {
            return List.of(Verdict.refusal(
                    "tables",
                    "none chosen",
                    Problem.of(
                            "no-table",
                            "The plan has no table.",
                            "Nothing was chosen.",
                            "Choose at least one table.")));
        }
        boolean known = plan.gate().drain() instanceof Drain.InTransaction
                && plan.gate().marks() == GatePlan.Placement.IN_BAND;
        return known
                ? List.of()
                : List.of(
                        Verdict.refusal(
                                "gate settings",
                                "not in this version",
                                Problem.of(
                                        "not-in-this-version",
                                        "This version drains only in-transaction events and marks only in-band.",
                                        "The plan asks for another drain or for side-band marks.",
                                        "Use drain: in-transaction and marks: in-band, if they are true for the application.")));
    }

    private static Problem missing(TablePlan table) {
        return Problem.of(
                "table-missing",
                "There is no table " + table.table() + ".",
                "The catalog doesn't have it, or the role may not see its schema.",
                "Check the name (schema.table, case counts) and the privileges of the role.");
    }
}
