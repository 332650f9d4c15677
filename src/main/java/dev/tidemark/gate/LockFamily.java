package dev.tidemark.gate;

import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.Beneath;
import dev.tidemark.postgres.PgSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table or view of the run, and what is locked with it.
 *
 * @param root the table or view
 * @param view whether it is a view: LOCK on it always queues for one table beneath it after the other, also with ONLY
 * @param members its partitions and heirs, or the tables beneath the view, as far as we may lock them by their own names
 */
record LockFamily(TableName root, boolean view, List<TableName> members) {
    private static final String FAMILIES = """
            SET standard_conforming_strings = on;
            WITH RECURSIVE family (root, oid, member) AS (
              SELECT ordinality, oid, false
              FROM unnest(ARRAY[%s]) WITH ORDINALITY AS roots (oid)
              UNION
              SELECT root, child, true
              FROM family
              CROSS JOIN LATERAL %s AS beneath
            )
            SELECT root, member, relkind, nspname, relname
            FROM family
            JOIN pg_class AS c ON c.oid = family.oid
            JOIN pg_namespace AS n ON n.oid = relnamespace
            WHERE NOT member
               OR relkind IN ('r', 'p')
              AND has_schema_privilege(n.oid, 'USAGE')
              AND has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')
            ORDER BY root, member, nspname, relname""";

    LockFamily {
        members = List.copyOf(members);
    }

    /**
     * What belongs to each table or view, in their order, but for what we may not lock by its own name; takes a snapshot.
     */
    static List<LockFamily> of(PgSession session, List<TableName> tables) throws SQLException {
        String roots = tables.stream()
                .map(table -> "'" + table.sql().replace("'", "''") + "'::regclass::oid")
                .collect(Collectors.joining(", "));
        Set<Integer> views = new HashSet<>();
        Map<Integer, List<TableName>> members = new HashMap<>();
        for (List<@Nullable String> row : session.query(FAMILIES.formatted(roots, Beneath.of("family.oid")))) {
            int root = Integer.parseInt(text(row, 0)) - 1;
            if (text(row, 1).equals("t")) {
                members.computeIfAbsent(root, _ -> new ArrayList<>()).add(new TableName(text(row, 3), text(row, 4)));
            } else if (text(row, 2).equals("v")) {
                views.add(root);
            }
        }
        return IntStream.range(0, tables.size())
                .mapToObj(i -> new LockFamily(tables.get(i), views.contains(i), members.getOrDefault(i, List.of())))
                .toList();
    }

    private static String text(List<@Nullable String> row, int column) {
        return Objects.requireNonNull(row.get(column));
    }

    /** Whether there is more to be locked than what is queued for. */
    boolean hasMore() {
        return view || !members.isEmpty();
    }

    /**
     * What may be queued for alone, while nothing is held; empty if there is no such table.
     *
     * @param attempt from 1; each may begin with another table
     */
    Optional<TableName> head(int attempt) {
        return view
                ? members.isEmpty() ? Optional.empty() : Optional.of(members.get((attempt - 1) % members.size()))
                : Optional.of(root);
    }
}
