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
        String list =
                String.join(", ", shape.fields().stream().map(CopyField::sql).toList());
        return "COPY (\nSELECT " + list + from + "\n) TO STDOUT (FORMAT binary)";
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
