package dev.tidemark.gate;

import dev.tidemark.plan.LockMode;
import dev.tidemark.postgres.Privileges;
import dev.tidemark.postgres.TableRights;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that our role may lock and read the tables, all rows of them. */
final class RightsChecks {
    /** From here on any privilege on a table lets a role take ACCESS SHARE, before it has to be SELECT on the whole. */
    private static final int GUARD_BY_ANY = 160_000;

    private final Privileges privileges;
    private final String role;

    RightsChecks(WatchPool pool) {
        this.privileges = new Privileges(pool);
        this.role = pool.address().user();
    }

    List<Verdict> check(List<ChosenTable> tables, LockMode mode, int serverVersion) {
        Map<Long, TableRights> rights =
                privileges.of(tables.stream().map(t -> t.info().oid()).toList());
        Findings lock = new Findings("lock privilege");
        Findings read = new Findings("read privilege");
        Findings rows = new Findings("row-level security");
        for (ChosenTable table : tables) {
            TableRights ours = rights.get(table.info().oid());
            if (ours != null) {
                if (!ours.lock()) {
                    lock.refuse(table.name() + " may not be locked", noLock(table, mode, ours, serverVersion));
                }
                Set<String> unreadable = table.read();
                unreadable.retainAll(ours.unreadable());
                if (!ours.schema() || !unreadable.isEmpty() || !ours.select() && serverVersion < GUARD_BY_ANY) {
                    read.refuse(table.name() + " may not be read", noRead(table, unreadable, ours));
                } else if (ours.filtered()) {
                    rows.refuse(table.name() + " hides rows from " + role, hidden(table));
                }
            }
        }
        String count = ChosenTable.count(tables);
        List<Verdict> verdicts = new ArrayList<>(lock.orPass("may lock " + count));
        verdicts.addAll(read.orPass("may read " + count));
        verdicts.addAll(rows.orPass("hides nothing"));
        return verdicts;
    }

    private Problem noLock(ChosenTable table, LockMode mode, TableRights rights, int serverVersion) {
        boolean maintain = serverVersion >= 170_000;
        return Problem.of(
                        "no-lock-privilege",
                        "The role " + role + " may not lock " + table.name() + " in " + mode.sql() + " mode.",
                        "That takes UPDATE, DELETE or TRUNCATE" + (maintain ? " or MAINTAIN" : "") + " on the table.",
                        "Have " + rights.owner() + " run: GRANT " + (maintain ? "MAINTAIN" : "UPDATE") + " ON "
                                + table.name().sql() + " TO " + role)
                .from("SQLSTATE 42501");
    }

    private Problem noRead(ChosenTable table, Set<String> unreadable, TableRights rights) {
        String missing = !rights.schema()
                ? "It lacks USAGE on the schema " + table.name().schema() + "."
                : rights.select() || unreadable.isEmpty()
                        ? "The readers' guard lock takes SELECT on the whole table."
                        : "It lacks SELECT on " + String.join(", ", unreadable) + ".";
        return Problem.of(
                        "no-read-privilege",
                        "The role " + role + " may not read " + table.name() + ".",
                        missing,
                        "Have " + rights.owner() + " run: GRANT "
                                + (rights.schema()
                                        ? "SELECT ON " + table.name().sql()
                                        : "USAGE ON SCHEMA " + table.name().schema())
                                + " TO " + role)
                .from("SQLSTATE 42501");
    }

    private Problem hidden(ChosenTable table) {
        return Problem.of(
                "row-level-security",
                "Row-level security would hide rows of " + table.name() + " from " + role + ".",
                "The table has policies that apply to this role; the backfill would silently be incomplete.",
                "Connect as the table's owner or as a role with BYPASSRLS.");
    }
}
