package dev.tidemark.read;

import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.TablePlan.Inherited;
import dev.tidemark.postgres.PgSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table as the reader's own transaction finds it: under the guard lock it can't change any more.
 *
 * @param plan which, and whose rows
 * @param serverVersion such as 180006
 * @param columns in their order
 * @param primaryKey the primary key's columns in their order; empty if there is none
 * @param leaves the relations that hold the rows
 */
record SourceTable(
        TablePlan plan, int serverVersion, List<TableColumn> columns, List<String> primaryKey, List<Leaf> leaves) {

    /**
     * @param byBlocks whether it is a heap, whose rows can be asked for by block
     * @param blocks of its main data
     * @param bytes of all its data, with what is kept out of line
     */
    record Leaf(boolean byBlocks, long blocks, long bytes) {}

    SourceTable {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        leaves = List.copyOf(leaves);
    }

    static SourceTable load(PgSession session, TablePlan plan) throws SQLException {
        int version = Integer.parseInt(
                text(session.query("SHOW server_version_num").getFirst().getFirst()));
        String relation = "'" + plan.table().sql().replace("'", "''") + "'::pg_catalog.regclass";
        return new SourceTable(
                plan,
                version,
                columns(session, relation, version),
                primaryKey(session, relation),
                leaves(session, relation, plan.inherited() == Inherited.ALL));
    }

    private static List<TableColumn> columns(PgSession session, String relation, int version) throws SQLException {
        // A type from an extension or an application may have a cast to json of its own, which to_jsonb follows.
        String sql = """
                WITH RECURSIVE chain AS (
                  SELECT a.attnum, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, a.atttypid AS oid
                  FROM pg_catalog.pg_attribute a
                  WHERE a.attrelid = %s AND a.attnum > 0 AND NOT a.attisdropped
                  UNION ALL
                  SELECT c.attnum, c.attname, c.type, d.typbasetype
                  FROM chain c
                  JOIN pg_catalog.pg_type d ON d.oid = c.oid
                  WHERE d.typtype = 'd'
                )
                SELECT c.attname, c.type, coalesce(e.oid, t.oid), (e.oid IS NOT NULL)::pg_catalog.text,
                  (coalesce(e.typtype, t.typtype) = 'e' AND NOT EXISTS (
                    SELECT FROM pg_catalog.pg_cast x
                    WHERE x.castsource = coalesce(e.oid, t.oid)
                      AND x.casttarget = 'pg_catalog.json'::pg_catalog.regtype))::pg_catalog.text
                FROM chain c
                JOIN pg_catalog.pg_type t ON t.oid = c.oid AND t.typtype <> 'd'
                LEFT JOIN pg_catalog.pg_type e ON e.typarray = t.oid
                ORDER BY c.attnum
                """.formatted(relation);
        List<TableColumn> columns = new ArrayList<>();
        for (List<@Nullable String> row : session.query(sql)) {
            columns.add(TableColumn.of(
                    text(row.get(0)),
                    text(row.get(1)),
                    Integer.parseUnsignedInt(text(row.get(2))),
                    yes(row.get(3)),
                    yes(row.get(4)),
                    version));
        }
        return columns;
    }

    private static List<String> primaryKey(PgSession session, String relation) throws SQLException {
        String sql = """
                SELECT a.attname
                FROM pg_catalog.pg_index i
                CROSS JOIN pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
                JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                WHERE i.indrelid = %s AND i.indisprimary AND k.place <= i.indnkeyatts
                ORDER BY k.place
                """.formatted(relation);
        return session.query(sql).stream().map(row -> text(row.getFirst())).toList();
    }

    private static List<Leaf> leaves(PgSession session, String relation, boolean inherited) throws SQLException {
        // 2 is the heap's access method; before PostgreSQL 12 there was none but the heap, and no entry.
        String sql = """
                WITH RECURSIVE tree AS (
                  SELECT %s::pg_catalog.oid AS oid
                  UNION
                  SELECT i.inhrelid
                  FROM tree t
                  JOIN pg_catalog.pg_inherits i ON i.inhparent = t.oid AND %s
                )
                SELECT s.heap::pg_catalog.text,
                  CASE WHEN s.heap THEN pg_catalog.pg_relation_size(s.oid, 'main') ELSE 0 END
                    / pg_catalog.current_setting('block_size')::pg_catalog.int8,
                  CASE WHEN s.heap THEN pg_catalog.pg_table_size(s.oid) ELSE 0 END
                FROM (
                  SELECT c.oid, c.relkind IN ('r', 'm') AND c.relam IN (0, 2) AS heap
                  FROM tree
                  JOIN pg_catalog.pg_class c ON c.oid = tree.oid
                  WHERE c.relkind <> 'p'
                ) s
                """.formatted(relation, inherited);
        return session.query(sql).stream()
                .map(row ->
                        new Leaf(yes(row.get(0)), Long.parseLong(text(row.get(1))), Long.parseLong(text(row.get(2)))))
                .toList();
    }

    private static boolean yes(@Nullable String value) {
        return "true".equals(value);
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNull(value, "the catalog has no nulls here");
    }
}
