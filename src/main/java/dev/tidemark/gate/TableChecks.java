package dev.tidemark.gate;

import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.TablePlan.Inherited;
import dev.tidemark.postgres.ColumnInfo;
import dev.tidemark.postgres.TableInfo.Kind;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks of what the plan says of its tables against the catalog. Asks nothing of the server. */
final class TableChecks {
    private TableChecks() {}

    static List<Verdict> check(List<ChosenTable> tables) {
        List<Verdict> verdicts = new ArrayList<>(kind(tables));
        verdicts.addAll(key(tables));
        verdicts.addAll(columns(tables));
        return verdicts;
    }

    private static List<Verdict> kind(List<ChosenTable> tables) {
        Findings findings = new Findings("kind of table");
        for (ChosenTable table : tables) {
            Kind kind = table.info().kind();
            if (kind == Kind.MATERIALIZED_VIEW || kind == Kind.FOREIGN) {
                findings.refuse(table.name() + " is no ordinary table", notATable(table));
            }
            if (kind == Kind.PARTITIONED && table.plan().inherited() == Inherited.ONLY) {
                findings.refuse(table.name() + " has no rows of its own", only(table.plan()));
            }
        }
        return findings.orPass(ChosenTable.count(tables) + " can be locked");
    }

    private static Problem notATable(ChosenTable table) {
        boolean copy = table.info().kind() == Kind.MATERIALIZED_VIEW;
        return Problem.of(
                "not-a-table",
                table.name() + " is no table or view that can be locked.",
                copy
                        ? "It is a materialized view: its rows are those of its last REFRESH, whatever the events say since."
                        : "It is a foreign table: its rows are on another server, which knows neither our lock nor our"
                                + " snapshot.",
                copy
                        ? "Choose the tables beneath it, or a plain view with the same query."
                        : "Run the backfill on the server that has the table.");
    }

    private static Problem only(TablePlan table) {
        return Problem.of(
                "no-own-rows",
                table.table() + " is partitioned and has no rows of its own.",
                "The plan wants only its own: all of its rows are in its partitions.",
                "Take “inherited: only” out of the plan, or choose the partitions you want.");
    }

    private static List<Verdict> key(List<ChosenTable> tables) {
        Findings findings = new Findings("message key");
        for (ChosenTable table : tables) {
            if (table.plan().key() instanceof KeyPlan.PrimaryKey
                    && table.info().primaryKey().isEmpty()) {
                findings.refuse(table.name() + " has no primary key", noKey(table.plan()));
            }
        }
        return findings.orPass(ChosenTable.count(tables) + " keyed");
    }

    private static Problem noKey(TablePlan table) {
        return Problem.of(
                "no-key",
                table.table() + " has no primary key.",
                "The key of its messages can't be guessed.",
                "Choose one in the plan: a column, several, an expression, or none.");
    }

    private static List<Verdict> columns(List<ChosenTable> tables) {
        Findings findings = new Findings("columns");
        for (ChosenTable table : tables) {
            Set<String> unknown = table.named();
            table.info().columns().forEach(column -> unknown.remove(column.name()));
            if (!unknown.isEmpty()) {
                findings.refuse(table.name() + ": " + String.join(", ", unknown), missing(table, unknown));
            }
        }
        return findings.orPass(ChosenTable.count(tables) + " as planned");
    }

    private static Problem missing(ChosenTable table, Set<String> unknown) {
        return Problem.of(
                "column-missing",
                table.name() + " has no column " + String.join(", ", unknown) + ".",
                "Its columns are "
                        + table.info().columns().stream().map(ColumnInfo::name).collect(Collectors.joining(", ")) + ".",
                "Correct the name in the plan; case counts.");
    }
}
