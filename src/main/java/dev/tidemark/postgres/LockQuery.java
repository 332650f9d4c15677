package dev.tidemark.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One read of pg_locks: the locks that somebody waits for, and those on our tables. Names are looked up one by one, since
 * a join would read the whole of pg_class, which takes 200 ms where there are 40,000 relations.
 *
 * @param tableOids ours; their partitions, and what is beneath a view, count as ours too
 */
record LockQuery(Collection<Long> tableOids) {
    private static final int WAITSTART_SINCE = 14;

    private static final String LOCKS = """
            WITH RECURSIVE
            ours (oid) AS (
                SELECT unnest(?::oid[])
                UNION
                SELECT child
                FROM ours
                CROSS JOIN LATERAL %2$s AS beneath
            ),
            locks AS (
                SELECT concat_ws('/', locktype, database, relation, page, tuple, virtualxid, transactionid,
                                 classid, objid, objsubid) AS tag,
                       pg_locks.*
                FROM pg_locks
            ),
            prepared AS (
                SELECT l.virtualtransaction, x.gid, x.prepared, x.owner
                FROM pg_prepared_xacts x
                JOIN locks l ON l.pid IS NULL AND l.transactionid = x.transaction
            )
            SELECT l.tag, coalesce(l.pid, 0) AS pid, l.mode, l.granted,
                   coalesce(
                       (SELECT n.nspname || '.' || c.relname
                        FROM pg_class c
                        JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.oid = l.relation AND l.database = here.oid),
                       concat_ws(' ', l.locktype, l.transactionid)
                   ) AS what,
                   l.locktype = 'relation' AND l.relation IN (SELECT oid FROM ours) AS ours,
                   CASE WHEN l.granted THEN 0
                        ELSE coalesce(extract(epoch FROM clock_timestamp() - %1$s), 0)
                   END AS waited,
                   coalesce(a.application_name, '') AS application,
                   coalesce(a.usename, p.owner, '') AS usr,
                   coalesce(a.state, a.backend_type, '') AS state,
                   coalesce(extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, p.prepared)), 0) AS open,
                   coalesce(left(a.query, 500), '') AS query,
                   coalesce(p.gid, '') AS gid
            FROM locks l
            JOIN pg_database here ON here.datname = current_database()
            LEFT JOIN pg_stat_activity a ON a.pid = l.pid
            LEFT JOIN prepared p ON l.pid IS NULL AND p.virtualtransaction = l.virtualtransaction
            WHERE l.tag IN (SELECT tag FROM locks WHERE NOT granted)
               OR (l.locktype = 'relation' AND l.relation IN (SELECT oid FROM ours))
            """;

    List<LockRow> run(Connection connection) throws SQLException {
        String since =
                connection.getMetaData().getDatabaseMajorVersion() >= WAITSTART_SINCE ? "l.waitstart" : "a.query_start";
        List<LockRow> locks = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(LOCKS.formatted(since, Beneath.of("ours.oid")))) {
            statement.setArray(1, connection.createArrayOf("int8", tableOids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    locks.add(LockRow.of(row));
                }
            }
        }
        return locks;
    }
}
