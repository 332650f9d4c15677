package dev.tidemark.postgres;

import dev.tidemark.plan.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one query that describes tables: all of them in outline (tens of thousands in a second), or some of them whole.
 *
 * @param which a condition on pg_class
 * @param whole whether columns, key and exact size are asked for as well, which costs some ten times the rest
 * @param arguments what its question marks stand for
 */
record TableQuery(String which, boolean whole, List<List<String>> arguments) {
    private static final String NO_LOCK = "55P03";

    /**
     * One row a relation. Sizes come from the files if {@code %2$s}, which costs a look at each file, else
     * from the last ANALYZE; and always from there where somebody holds or waits for ACCESS EXCLUSIVE, which
     * pg_table_size would queue behind. Columns and keys are there if {@code %3$s}. Partitions and inheriting tables are
     * added up to their root without pg_partition_tree, since that locks them.
     */
    private static final String TABLES = """
            WITH RECURSIVE
            tree (root, leaf) AS (
                SELECT oid, oid
                FROM pg_class
                WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
                  AND relpersistence <> 't'
                  AND %1$s
                UNION
                SELECT tree.root, pg_inherits.inhrelid
                FROM tree
                JOIN pg_inherits ON pg_inherits.inhparent = tree.leaf
            ),
            locked (oid) AS (
                SELECT DISTINCT relation
                FROM pg_locks
                WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock'
            ),
            size AS (
                SELECT tree.root,
                       sum(greatest(c.reltuples, 0)) FILTER (WHERE c.relkind <> 'p') AS rows,
                       sum(CASE
                           WHEN c.relkind NOT IN ('r', 'm') THEN 0
                           WHEN locked.oid IS NULL AND %2$s THEN coalesce(pg_table_size(c.oid), 0)
                           ELSE (c.relpages + coalesce(toast.relpages, 0))::bigint
                                * current_setting('block_size')::bigint
                       END) AS bytes,
                       count(*) FILTER (WHERE c.relispartition AND c.relkind <> 'p') AS leaves
                FROM tree
                JOIN pg_class c ON c.oid = tree.leaf
                LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
                LEFT JOIN locked ON locked.oid = c.oid
                GROUP BY tree.root
            ),
            base (type, base) AS (
                SELECT oid, typbasetype
                FROM pg_type
                WHERE typtype = 'd'
                UNION
                SELECT base.type, pg_type.typbasetype
                FROM base
                JOIN pg_type ON pg_type.oid = base.base AND pg_type.typtype = 'd'
            ),
            attributes AS (
                SELECT a.attrelid,
                       array_agg(a.attname::text ORDER BY a.attnum) AS names,
                       array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum) AS types,
                       array_agg(coalesce(b.base, a.atttypid)::bigint ORDER BY a.attnum) AS oids,
                       array_agg(a.attnotnull ORDER BY a.attnum) AS required
                FROM pg_attribute a
                LEFT JOIN (
                    SELECT base.type, base.base
                    FROM base
                    JOIN pg_type ON pg_type.oid = base.base AND pg_type.typtype <> 'd'
                ) b ON b.type = a.atttypid
                WHERE %3$s
                  AND a.attnum > 0
                  AND NOT a.attisdropped
                  AND a.attrelid IN (SELECT root FROM tree)
                GROUP BY a.attrelid
            ),
            keys AS (
                SELECT i.indrelid,
                       array_agg(a.attname::text ORDER BY k.place) AS columns
                FROM pg_index i
                CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                WHERE %3$s
                  AND i.indisprimary
                  AND k.place <= i.indnkeyatts
                  AND i.indrelid IN (SELECT root FROM tree)
                GROUP BY i.indrelid
            )
            SELECT n.nspname, c.relname, c.oid::bigint, c.relkind, coalesce(size.rows, 0)::bigint, size.bytes::bigint,
                   size.leaves::int, attributes.names, attributes.types, attributes.oids, attributes.required,
                   keys.columns
            FROM size
            JOIN pg_class c ON c.oid = size.root
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN attributes ON attributes.attrelid = c.oid
            LEFT JOIN keys ON keys.indrelid = c.oid
            ORDER BY n.nspname::text COLLATE "C", c.relname::text COLLATE "C"
            """;

    /** Partitions belong to their table; the system's own schemas are nobody's to backfill. */
    private static final String ALL = """
            NOT relispartition
            AND relnamespace NOT IN (
                SELECT oid
                FROM pg_namespace
                WHERE nspname IN ('pg_catalog', 'information_schema')
                   OR nspname LIKE 'pg\\_toast%'
                   OR nspname LIKE 'pg\\_temp%'
                   OR NOT has_schema_privilege(oid, 'USAGE')
            )
            """;

    private static final String NAMED = """
            (relnamespace, relname) IN (
                SELECT pg_namespace.oid, wanted.name
                FROM unnest(?, ?) AS wanted (schema, name)
                JOIN pg_namespace ON nspname = wanted.schema
            )
            """;

    static TableQuery all() {
        return new TableQuery(ALL, false, List.of());
    }

    static TableQuery of(Collection<TableName> names) {
        List<String> schemas = names.stream().map(TableName::schema).toList();
        return new TableQuery(
                NAMED,
                true,
                List.of(schemas, names.stream().map(TableName::name).toList()));
    }

    List<TableInfo> run(Connection connection) throws SQLException {
        try {
            return run(connection, whole);
        } catch (SQLException e) {
            // Somebody asked for ACCESS EXCLUSIVE between our look at the locks and the look at the files.
            if (NO_LOCK.equals(e.getSQLState())) {
                return run(connection, false);
            }
            throw e;
        }
    }

    private List<TableInfo> run(Connection connection, boolean fromFiles) throws SQLException {
        List<TableInfo> tables = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TABLES.formatted(which, fromFiles, whole))) {
            for (int i = 0; i < arguments.size(); i++) {
                statement.setArray(
                        i + 1, connection.createArrayOf("text", arguments.get(i).toArray()));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.add(table(row));
                }
            }
        }
        return tables;
    }

    private TableInfo table(ResultSet row) throws SQLException {
        return new TableInfo(
                new TableName(row.getString(1), row.getString(2)),
                row.getLong(3),
                kind(row.getString(4)),
                row.getLong(5),
                row.getLong(6),
                columns(row),
                texts(row.getArray(12)),
                row.getInt(7),
                whole);
    }

    private static TableInfo.Kind kind(String relkind) {
        return switch (relkind) {
            case "p" -> TableInfo.Kind.PARTITIONED;
            case "v" -> TableInfo.Kind.VIEW;
            case "m" -> TableInfo.Kind.MATERIALIZED_VIEW;
            case "f" -> TableInfo.Kind.FOREIGN;
            default -> TableInfo.Kind.TABLE;
        };
    }

    private static List<ColumnInfo> columns(ResultSet row) throws SQLException {
        List<String> names = texts(row.getArray(8));
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> types = texts(row.getArray(9));
        Long[] oids = (Long[]) row.getArray(10).getArray();
        Boolean[] required = (Boolean[]) row.getArray(11).getArray();
        List<ColumnInfo> columns = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            columns.add(new ColumnInfo(names.get(i), types.get(i), oids[i].intValue(), required[i]));
        }
        return columns;
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
