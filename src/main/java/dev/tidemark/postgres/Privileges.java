package dev.tidemark.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks up, for many tables at once, what our role may do with them. */
public final class Privileges {
    static final int MAINTAIN_SINCE = 17;

    private static final String RIGHTS = """
            SELECT c.oid::bigint,
                   pg_get_userbyid(c.relowner),
                   has_schema_privilege(c.relnamespace, 'USAGE'),
                   has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE%s'),
                   has_table_privilege(c.oid, 'SELECT'),
                   ARRAY(
                       SELECT a.attname::text
                       FROM pg_attribute a
                       WHERE a.attrelid = c.oid
                         AND a.attnum > 0
                         AND NOT a.attisdropped
                         AND NOT has_column_privilege(c.oid, a.attnum, 'SELECT')
                       ORDER BY a.attnum
                   ),
                   row_security_active(c.oid)
            FROM pg_class c
            WHERE c.oid = ANY (?::oid[])
            """;

    private final WatchPool pool;

    public Privileges(WatchPool pool) {
        this.pool = pool;
    }

    /** By the tables' oids; a table that is gone is missing. Throws a ProblemException. */
    public Map<Long, TableRights> of(Collection<Long> tableOids) {
        return pool.ask(connection -> {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            Map<Long, TableRights> rights = new HashMap<>();
            try (PreparedStatement statement =
                    connection.prepareStatement(RIGHTS.formatted(version >= MAINTAIN_SINCE ? ", MAINTAIN" : ""))) {
                statement.setArray(1, connection.createArrayOf("int8", tableOids.toArray()));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        rights.put(row.getLong(1), rights(row));
                    }
                }
            }
            return rights;
        });
    }

    private static TableRights rights(ResultSet row) throws SQLException {
        return new TableRights(
                row.getLong(1),
                row.getString(2),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getBoolean(5),
                List.of((String[]) row.getArray(6).getArray()),
                row.getBoolean(7));
    }
}
