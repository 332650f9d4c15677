package dev.tidemark.postgres;

/**
 * Something that a view's rows come from, directly or through further views.
 *
 * @param view the oid of the view that it is beneath
 * @param name of a relation {@code schema.name}, of a function the same with parentheses
 * @param kind what it is
 * @param role whose privileges count for it: the owner's of the view that names it, or ours with {@code security_invoker}
 * @param lock whether that role may take the locks that keep writers out
 * @param read whether that role may read it
 * @param filtered whether row-level security would hide rows from that role
 */
public record ViewPart(long view, String name, Kind kind, String role, boolean lock, boolean read, boolean filtered) {

    /** What a part is. */
    public enum Kind {
        /** Also a partitioned one. */
        TABLE,
        VIEW,
        MATERIALIZED_VIEW,
        FOREIGN_TABLE,
        /** One that isn't immutable, so that it may read tables. */
        FUNCTION
    }
}
