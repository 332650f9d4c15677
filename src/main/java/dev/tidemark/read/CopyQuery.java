package dev.tidemark.read;

import dev.tidemark.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * The SQL that reads a table's rows.
 *
 * @param plan which rows
 * @param shape what is wanted of each row
 */
record CopyQuery(TablePlan plan, RowShape shape) {
    private static final String UTF8_AS_HEX = "^(?:[0-7].|(?:c[2-9a-f]|d.)[89ab].|e0[ab].[89ab].|ed[89].[89ab].|"
            + "e[1-9a-cef][89ab].[89ab].|f0[9ab].[89ab].[89ab].|f[1-3][89ab].[89ab].[89ab].|f48.[89ab].[89ab].)*$";

    /** Sends a chunk's rows. */
    String copy(Chunk chunk) {
        List<String> conditions = new ArrayList<>();
        chunk.range().ifPresent(r -> conditions.add(r.condition()));
        conditions.addAll(filters());
        return copy(from(conditions));
    }

    /** Sends one row, whichever comes first. */
    String one() {
        return copy(from(filters()) + "\nLIMIT 1");
    }

    private String copy(String from) {
        return "COPY (\nSELECT " + list(shape.fields()) + from + "\n) TO STDOUT (FORMAT binary)";
    }

    /** The key, if it has one, of a row with text that is no UTF-8 (RFC 3629, section 4), as text with other bytes escaped. */
    String badText(Chunk chunk) {
        List<String> conditions = new ArrayList<>();
        chunk.range().ifPresent(r -> conditions.add(r.condition()));
        conditions.addAll(filters());
        String row = list(shape.fields());
        conditions.add("pg_catalog.encode(pg_catalog.convert_to(ROW(" + row
                + ")::pg_catalog.text, 'SQL_ASCII'), 'hex') !~ '" + UTF8_AS_HEX + "'");
        List<CopyField> key =
                shape.key().fields().stream().map(shape.fields()::get).toList();
        String text = key.isEmpty()
                ? "NULL"
                : "pg_catalog.encode(pg_catalog.convert_to(pg_catalog.concat_ws(', ', " + list(key)
                        + "), 'SQL_ASCII'), 'escape')";
        return "SELECT " + text + from(conditions) + "\nLIMIT 1";
    }

    private static String list(List<CopyField> fields) {
        return String.join(", ", fields.stream().map(CopyField::sql).toList());
    }

    /** Counts all rows, by a plan of its own: without the chunks' ranges. */
    String count() {
        return "SELECT pg_catalog.count(*)" + from(filters());
    }

    private List<String> filters() {
        return plan.filter().map(f -> "(" + f + "\n)").stream().toList();
    }

    private String from(List<String> conditions) {
        String where = conditions.isEmpty() ? "" : "\nWHERE " + String.join("\n  AND ", conditions);
        return "\nFROM " + plan.sql() + where;
    }
}
