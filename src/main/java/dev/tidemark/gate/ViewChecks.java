package dev.tidemark.gate;

import dev.tidemark.plan.LockMode;
import dev.tidemark.postgres.TableInfo.Kind;
import dev.tidemark.postgres.ViewPart;
import dev.tidemark.postgres.ViewParts;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import java.util.List;

/** Checks what a plan's views are made of: LOCK on a view locks the tables beneath it, and nothing else that it reads. */
final class ViewChecks {
    private final ViewParts parts;

    ViewChecks(WatchPool pool) {
        this.parts = new ViewParts(pool);
    }

    /** Nothing, if there are no views. */
    List<Verdict> check(List<ChosenTable> tables, LockMode mode) {
        List<ChosenTable> views =
                tables.stream().filter(t -> t.info().kind() == Kind.VIEW).toList();
        if (views.isEmpty()) {
            return List.of();
        }
        Findings findings = new Findings("views");
        List<ViewPart> all = parts.of(views.stream().map(t -> t.info().oid()).toList());
        long lockable = 0;
        for (ChosenTable view : views) {
            List<ViewPart> beneath =
                    all.stream().filter(p -> p.view() == view.info().oid()).toList();
            long known = beneath.stream()
                    .filter(p -> p.kind() == ViewPart.Kind.TABLE)
                    .count();
            lockable += known;
            if (known == 0) {
                findings.refuse("nothing beneath " + view.name() + " can be locked", noTables(view));
            }
            beneath.forEach(part -> check(view, part, mode, findings));
        }
        return findings.orPass(lockable == 1 ? "1 table beneath is locked" : lockable + " tables beneath are locked");
    }

    private static void check(ChosenTable view, ViewPart part, LockMode mode, Findings findings) {
        switch (part.kind()) {
            case FUNCTION -> findings.warn(view.name() + " calls " + part.name(), function(view, part));
            case MATERIALIZED_VIEW, FOREIGN_TABLE ->
                findings.warn(view.name() + " reads " + part.name(), unlocked(view, part));
            case TABLE, VIEW -> {
                if (!part.lock() || !part.read()) {
                    findings.refuse(
                            part.name() + " beneath " + view.name() + " may not be "
                                    + (part.lock() ? "read" : "locked"),
                            noPrivilege(view, part, mode));
                } else if (part.filtered()) {
                    findings.refuse(part.name() + " hides rows from " + part.role(), hidden(view, part));
                }
            }
        }
    }

    private static Problem noTables(ChosenTable view) {
        return Problem.of(
                "view-without-tables",
                "There is no table of this database beneath the view " + view.name() + ".",
                "Locking it keeps no writer out, so no mark could say which events its rows have.",
                "Choose a table, or a view of tables.");
    }

    private static Problem function(ChosenTable view, ViewPart part) {
        return Problem.of(
                "view-function",
                "The view " + view.name() + " calls the function " + part.name() + ".",
                "What a function reads is not locked with the view; writers to it go on while the gate is closed, and"
                        + " their events may stand on the wrong side of the mark.",
                "See that it reads no table that the application writes to, or add these tables to the plan.");
    }

    private static Problem unlocked(ChosenTable view, ViewPart part) {
        boolean copy = part.kind() == ViewPart.Kind.MATERIALIZED_VIEW;
        return Problem.of(
                "view-unlocked-part",
                "The view " + view.name() + " reads " + part.name() + ", which can't be locked.",
                copy
                        ? "It is a materialized view: what is in it is as old as its last REFRESH, and one that comes while"
                                + " rows are read changes them."
                        : "It is a foreign table: what is in it is not part of the snapshot.",
                "Go on only if it does not change; else use a view without it.");
    }

    private static Problem noPrivilege(ChosenTable view, ViewPart part, LockMode mode) {
        String missing = part.lock() ? "read" : "lock";
        return Problem.of(
                        "view-privilege",
                        "The view " + view.name() + " can't be " + (part.lock() ? "read." : "locked."),
                        "The role " + part.role() + ", whose privileges count for " + part.name()
                                + " beneath it, may not " + missing + " that"
                                + (part.lock() ? "." : " in " + mode.sql() + " mode."),
                        "Have its owner GRANT " + (part.lock() ? "SELECT" : "UPDATE") + " ON " + part.name() + " TO "
                                + part.role() + ".")
                .from("SQLSTATE 42501");
    }

    private static Problem hidden(ChosenTable view, ViewPart part) {
        return Problem.of(
                "row-level-security",
                "Row-level security would hide rows of " + part.name() + " beneath the view " + view.name() + ".",
                "Its policies apply to " + part.role()
                        + ", whose privileges count there; the backfill would silently be" + " incomplete.",
                "Let a role own the view that sees all rows: the table's owner, or one with BYPASSRLS.");
    }
}
