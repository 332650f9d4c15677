package dev.tidemark.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a held snapshot costs: rows that were deleted or replaced since can't be cleaned up by vacuum, in the whole database
 * cluster (PostgreSQL documentation, section 24.1.5).
 *
 * @param transactions how many transactions were begun since the snapshot
 * @param oldest how many were begun since the oldest snapshot, slot or prepared transaction that the server keeps rows for;
 *     if it is more than {@code transactions}, somebody else keeps more than this run does
 */
public record SnapshotCost(long transactions, long oldest) {
    /** Nothing is known, or nothing held. */
    public static final SnapshotCost NONE = new SnapshotCost(0, 0);

    /** {@code txid_} functions are what all versions from 11 on have; age() looks at 32 bits, which is enough here. */
    private static final String COST = """
            SELECT txid_snapshot_xmax(txid_current_snapshot()) - %d,
                   (SELECT coalesce(max(age(held.xid)), 0)
                    FROM (SELECT backend_xmin FROM pg_stat_activity
                          UNION ALL
                          SELECT xmin FROM pg_replication_slots
                          UNION ALL
                          SELECT catalog_xmin FROM pg_replication_slots
                          UNION ALL
                          SELECT transaction FROM pg_prepared_xacts) AS held (xid))
            """;

    /**
     * Asks the server. Throws a ProblemException.
     *
     * @param xmin the snapshot's
     */
    public static SnapshotCost of(long xmin, WatchPool pool) {
        return pool.ask(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(COST.formatted(xmin))) {
                return row.next() ? cost(row) : NONE;
            }
        });
    }

    private static SnapshotCost cost(ResultSet row) throws SQLException {
        return new SnapshotCost(Math.max(0, row.getLong(1)), Math.max(0, row.getLong(2)));
    }
}
