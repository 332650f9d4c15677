package dev.tidemark.gate;

import dev.tidemark.plan.TablePlan.Inherited;
import dev.tidemark.postgres.Beneath;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;

/**
 * Checks for partitions and heirs on other servers: LOCK goes through to them and locks nothing there, and what is read of
 * them is as it is at that moment, not as the snapshot has it.
 */
final class ForeignChecks {
    private static final String PARTS = """
            WITH RECURSIVE family (root, oid) AS (
                SELECT chosen.oid, chosen.oid
                FROM unnest(?::oid[]) AS chosen (oid)
                UNION
                SELECT root, child
                FROM family
                CROSS JOIN LATERAL %s AS beneath
            )
            SELECT family.root::bigint AS root, n.nspname || '.' || c.relname AS name
            FROM family
            JOIN pg_class c ON c.oid = family.oid AND c.relkind = 'f'
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE EXISTS (SELECT FROM pg_inherits WHERE inhrelid = c.oid)
            ORDER BY 1, 2
            """.formatted(Beneath.of("family.oid"));

    private final WatchPool pool;

    ForeignChecks(WatchPool pool) {
        this.pool = pool;
    }

    List<Verdict> check(List<ChosenTable> tables) {
        List<ChosenTable> whole = tables.stream()
                .filter(table -> table.plan().inherited() != Inherited.ONLY)
                .toList();
        return pool.ask(connection -> {
            Findings findings = new Findings("foreign parts");
            try (PreparedStatement statement = connection.prepareStatement(PARTS)) {
                statement.setArray(
                        1,
                        connection.createArrayOf(
                                "int8", whole.stream().map(t -> t.info().oid()).toArray()));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        long root = row.getLong("root");
                        String part = row.getString("name");
                        whole.stream()
                                .filter(table -> table.info().oid() == root)
                                .forEach(table ->
                                        findings.refuse(part + " is on another server", elsewhere(table, part)));
                    }
                }
            }
            return findings.orPass("none");
        });
    }

    private static Problem elsewhere(ChosenTable table, String part) {
        return Problem.of(
                "foreign-part",
                "A part of " + table.name() + " is on another server: " + part + ".",
                "It is a foreign table: that server knows neither our lock nor our snapshot, so its rows could be older or"
                        + " newer than the mark says.",
                "Choose the other partitions instead of the whole table, and run the backfill of this one on the server that"
                        + " has it.");
    }
}
