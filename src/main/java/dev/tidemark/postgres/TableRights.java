package dev.tidemark.postgres;

import java.util.List;

/**
 * What our role may do with a table.
 *
 * @param oid the table's
 * @param owner the role that can grant what is missing
 * @param schema whether it may use the table's schema
 * @param lock whether it may take the locks that keep writers out (PostgreSQL documentation, LOCK)
 * @param select whether it may read the table as a whole
 * @param unreadable the columns that it may not read
 * @param filtered whether row-level security would hide rows from it
 */
public record TableRights(
        long oid,
        String owner,
        boolean schema,
        boolean lock,
        boolean select,
        List<String> unreadable,
        boolean filtered) {
    public TableRights {
        unreadable = List.copyOf(unreadable);
    }
}
