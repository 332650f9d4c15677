package dev.tidemark.postgres;

/**
 * SQL for what stands directly beneath a relation: a table's partitions and heirs, and what a view's query names, which its
 * rule depends on (PostgreSQL documentation, sections 41.2 and 51.18). A materialized view has rows of its own, so nothing
 * is beneath it; what a function reads is in no catalog.
 */
public final class Beneath {
    private static final String VIEW = """
            SELECT d.refobjid AS child
            FROM pg_rewrite AS r
            JOIN pg_class AS v ON v.oid = r.ev_class AND v.relkind = 'v'
            JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
            WHERE r.ev_class = %s
              AND r.ev_type = '1'
              AND d.refclassid = 'pg_class'::regclass
              AND d.refobjid <> r.ev_class""";

    private Beneath() {}

    /** For {@code CROSS JOIN LATERAL}: a column {@code child} with oids, some of them several times. */
    public static String of(String oid) {
        return "(SELECT inhrelid AS child FROM pg_inherits WHERE inhparent = " + oid + "\nUNION ALL\n"
                + VIEW.formatted(oid) + ")";
    }

    /** The same of a view alone. */
    static String ofView(String oid) {
        return "(" + VIEW.formatted(oid) + ")";
    }
}
