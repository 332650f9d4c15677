package dev.tidemark.walkthrough.psql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code \d} and {@code \dt}. */
final class Describe {
    private static final String TABLES = """
            SELECT n.nspname AS "Schema", c.relname AS "Name",
                   CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'
                        WHEN 'm' THEN 'materialized view' ELSE 'sequence' END AS "Type",
                   pg_get_userbyid(c.relowner) AS "Owner"
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = ANY ('%s'::"char"[])
              AND pg_table_is_visible(c.oid)
              AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
            ORDER BY 1, 2
            """;
    private static final String COLUMNS = """
            SELECT a.attname AS "Column", format_type(a.atttypid, a.atttypmod) AS "Type",
                   CASE WHEN a.attnotnull THEN 'not null' ELSE '' END AS "Nullable",
                   coalesce(pg_get_expr(d.adbin, d.adrelid), '') AS "Default"
            FROM pg_attribute a
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum
            """;
    private static final String INDEXES = """
            SELECT '    "' || c.relname || '"' || CASE WHEN i.indisprimary THEN ' PRIMARY KEY,' ELSE '' END
                   || regexp_replace(pg_get_indexdef(c.oid), '^.* USING', '')
            FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid
            WHERE i.indrelid = %s::regclass
            ORDER BY c.relname
            """;
    private static final String TRIGGERS = """
            SELECT '    ' || t.tgname || regexp_replace(pg_get_triggerdef(t.oid), '^CREATE TRIGGER [^ ]+', '')
            FROM pg_trigger t
            WHERE t.tgrelid = %s::regclass AND NOT t.tgisinternal
            ORDER BY t.tgname
            """;

    Outcome tables(Desk desk) throws SQLException {
        return relations(desk, "{r,p}");
    }

    Outcome describe(String name, Desk desk) throws SQLException {
        if (name.isEmpty()) {
            return relations(desk, "{r,p,v,m,S}");
        }
        String literal = "'" + name.replace(";", "").strip().replace("'", "''") + "'";
        ResultRows columns = desk.ask(COLUMNS.formatted(literal)).orElseThrow();
        desk.show(Line.rows("Table \"" + name + "\"\n" + new AlignedTable(columns).text()));
        list(desk, "Indexes:", desk.ask(INDEXES.formatted(literal)));
        list(desk, "Triggers:", desk.ask(TRIGGERS.formatted(literal)));
        return new Outcome.Done("", Optional.of(columns));
    }

    private static Outcome relations(Desk desk, String kinds) throws SQLException {
        ResultRows rows = desk.ask(TABLES.formatted(kinds)).orElseThrow();
        desk.show(Line.rows(
                rows.rows().isEmpty()
                        ? "Did not find any relations."
                        : "List of relations\n" + new AlignedTable(rows).text()));
        return new Outcome.Done("", Optional.of(rows));
    }

    private static void list(Desk desk, String heading, Optional<ResultRows> entries) {
        StringBuilder text = new StringBuilder(heading);
        for (List<@Nullable String> row : entries.map(ResultRows::rows).orElse(List.of())) {
            text.append('\n').append(row.getFirst());
        }
        if (text.length() > heading.length()) {
            desk.show(Line.rows(text.toString()));
        }
    }
}
