package dev.tidemark.gate;

import dev.tidemark.kafka.Cluster;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.Catalog;
import dev.tidemark.postgres.ServerFacts;
import dev.tidemark.postgres.TableInfo;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The checks before any lock. None of them locks or writes anything. */
public final class Preflight {
    private final Catalog catalog;
    private final ServerChecks server;
    private final RightsChecks rights;
    private final ViewChecks views;
    private final ForeignChecks foreign;
    private final ExpressionChecks expressions;
    private final BlockerChecks blockers;
    private final TopicChecks topics;
    private final DrainChecks drain;
    private final ClusterChecks readiness;
    private final SettingsChecks settings;
    private final VacuumChecks vacuum;
    private final RowSizeChecks sizes;
    private final WatchPool pool;

    public Preflight(WatchPool pool, Cluster cluster) {
        this.pool = pool;
        this.catalog = new Catalog(pool);
        this.server = new ServerChecks(pool);
        this.rights = new RightsChecks(pool);
        this.views = new ViewChecks(pool);
        this.foreign = new ForeignChecks(pool);
        this.expressions = new ExpressionChecks(pool);
        this.blockers = new BlockerChecks(pool);
        this.topics = new TopicChecks(cluster);
        this.drain = new DrainChecks(pool);
        this.readiness = new ClusterChecks(cluster);
        this.settings = new SettingsChecks(pool);
        this.vacuum = new VacuumChecks(pool);
        this.sizes = new RowSizeChecks(pool, cluster);
    }

    /**
     * Checks a plan.
     *
     * @param stage where its rows would be staged
     * @return one verdict or more a check, in the checks' order
     */
    public List<Verdict> check(Plan plan, Path stage) {
        CompletableFuture<List<Verdict>> inKafka = CompletableFuture.supplyAsync(
                () -> told("Kafka", () -> inCluster(plan)),
                task -> Thread.ofVirtual().name("preflight topics").start(task));
        List<Verdict> verdicts = new ArrayList<>(engineChecks(plan));
        verdicts.addAll(told("server", () -> inDatabase(plan, stage)));
        verdicts.addAll(inKafka.join());
        return List.copyOf(verdicts);
    }

    private List<Verdict> inCluster(Plan plan) {
        List<Verdict> verdicts = new ArrayList<>(topics.check(plan));
        verdicts.addAll(readiness.check(plan));
        return verdicts;
    }

    /** A server that can't be asked is a finding, too. */
    private static List<Verdict> told(String check, Supplier<List<Verdict>> checks) {
        try {
            return checks.get();
        } catch (ProblemException e) {
            return List.of(Verdict.refusal(check, "could not be asked", e.problem()));
        }
    }

    private List<Verdict> inDatabase(Plan plan, Path stage) {
        ServerFacts facts = catalog.facts();
        List<Verdict> verdicts = new ArrayList<>(server.check(facts, plan));
        verdicts.add(PoolerCheck.check(pool));
        Map<TableName, TableInfo> known =
                catalog.tables(plan.tables().stream().map(TablePlan::table).toList());
        List<ChosenTable> tables = new ArrayList<>();
        verdicts.addAll(tables(plan, known, tables));
        if (tables.isEmpty()) {
            return verdicts;
        }
        verdicts.addAll(TableChecks.check(tables));
        verdicts.addAll(foreign.check(tables));
        List<Verdict> allowed = new ArrayList<>(rights.check(tables, plan.gate().lockMode(), facts.versionNumber()));
        allowed.addAll(views.check(tables, plan.gate().lockMode()));
        verdicts.addAll(allowed);
        if (allowed.stream().noneMatch(Verdict::refuses)) {
            verdicts.addAll(expressions.check(tables));
        }
        verdicts.addAll(settings.check(tables, plan));
        verdicts.addAll(vacuum.check(tables));
        verdicts.addAll(blockers.check(tables, plan.gate().lockMode()));
        if (verdicts.stream().noneMatch(Verdict::refuses)) {
            verdicts.addAll(told("largest row", () -> sizes.check(tables)));
        }
        verdicts.addAll(server.checkRoom(tables.stream().map(ChosenTable::info).toList(), stage));
        return verdicts;
    }

    private static List<Verdict> tables(Plan plan, Map<TableName, TableInfo> known, List<ChosenTable> found) {
        Findings findings = new Findings("tables");
        Set<TableName> seen = new HashSet<>();
        for (TablePlan table : plan.tables()) {
            TableInfo info = known.get(table.table());
            if (!seen.add(table.table())) {
                findings.refuse(table.table() + " is there twice", twice(table));
            } else if (info == null) {
                findings.refuse(table.table() + " is not there", missing(table));
            } else {
                found.add(new ChosenTable(table, info));
            }
        }
        return plan.tables().isEmpty() ? List.of() : findings.orPass(found.size() + " found");
    }

    private List<Verdict> engineChecks(Plan plan) {
        if (plan.tables().isEmpty()) {
            return List.of(Verdict.refusal("tables", "none chosen", noTable()));
        }
        return told("drain", () -> drain.check(plan.gate()));
    }

    private static Problem noTable() {
        return Problem.of("no-table", "The plan has no table.", "Nothing was chosen.", "Choose at least one table.");
    }

    private static Problem twice(TablePlan table) {
        return Problem.of(
                "table-twice",
                "The plan has the table " + table.table() + " twice.",
                "A run reads a table once.",
                "Take one of them out.");
    }

    private static Problem missing(TablePlan table) {
        return Problem.of(
                "table-missing",
                "There is no table " + table.table() + ".",
                "The catalog of this database doesn't have it.",
                "Check the database and the name (schema.table, case counts).");
    }
}
