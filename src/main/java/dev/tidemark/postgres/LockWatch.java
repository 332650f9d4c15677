package dev.tidemark.postgres;

import dev.tidemark.plan.LockMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees who waits for us and who is ahead of us, on a connection of its own that never waits for a table's lock. A look is
 * one read of pg_locks. One thread at a time looks; after a broken connection the next look makes a new one.
 */
public final class LockWatch implements AutoCloseable {
    public static final String APPLICATION = "tidemark lock watch";

    private static final Logger LOG = LoggerFactory.getLogger(LockWatch.class);
    private static final int WAITSTART_SINCE = 14;
    private static final String CONNECT_SECONDS = "5";
    private static final String SOCKET_SECONDS = "5";

    private static final String LIMITS = """
            SET statement_timeout = '2s';
            SET lock_timeout = '200ms';
            SET jit = off
            """;

    /** The locks that somebody waits for, and those that are held on our tables. */
    private static final String LOCKS = """
            WITH RECURSIVE
            ours (oid) AS (
                SELECT unnest(?::oid[])
                UNION
                SELECT pg_inherits.inhrelid
                FROM ours
                JOIN pg_inherits ON pg_inherits.inhparent = ours.oid
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
                   coalesce(n.nspname || '.' || c.relname, concat_ws(' ', l.locktype, l.transactionid)) AS what,
                   l.locktype = 'relation' AND l.relation IN (SELECT oid FROM ours) AS ours,
                   CASE WHEN l.granted THEN 0
                        ELSE coalesce(extract(epoch FROM clock_timestamp() - %s), 0)
                   END AS waited,
                   coalesce(a.application_name, '') AS application,
                   coalesce(a.usename, p.owner, '') AS usr,
                   coalesce(a.state, a.backend_type, '') AS state,
                   coalesce(extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, p.prepared)), 0) AS open,
                   coalesce(left(a.query, 500), '') AS query,
                   coalesce(p.gid, '') AS gid
            FROM locks l
            LEFT JOIN pg_stat_activity a ON a.pid = l.pid
            LEFT JOIN prepared p ON l.pid IS NULL AND p.virtualtransaction = l.virtualtransaction
            LEFT JOIN pg_class c
                ON c.oid = l.relation
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE l.tag IN (SELECT tag FROM locks WHERE NOT granted)
               OR (l.locktype = 'relation' AND l.relation IN (SELECT oid FROM ours))
            """;

    private final Login login;
    private final LockMode mode;
    private @Nullable Connection connection;

    private LockWatch(Login login, LockMode mode) {
        this.login = login;
        this.mode = mode;
    }

    /**
     * Connects. Throws a ProblemException if that fails.
     *
     * @param mode the lock that the run asks for
     */
    public static LockWatch open(Login login, LockMode mode) {
        LockWatch watch = new LockWatch(login, mode);
        try {
            watch.connected();
            return watch;
        } catch (SQLException e) {
            throw PgProblems.of(e, login.address()).asException(e);
        }
    }

    /**
     * Who waits for this session and who is ahead of it. While it neither holds nor asks for a lock, ahead are those that
     * hold what is in its way. Throws a ProblemException if the server can't be asked.
     *
     * @param ourPid session 1's
     * @param tableOids the run's tables; their partitions are seen to
     */
    public LockPicture look(int ourPid, Collection<Long> tableOids) {
        try {
            LockGraph graph = LockGraph.of(locks(tableOids));
            return new LockPicture(graph.behind(ourPid), graph.ahead(ourPid, mode));
        } catch (SQLException e) {
            disconnect();
            throw PgProblems.of(e, login.address()).asException(e);
        }
    }

    private List<LockRow> locks(Collection<Long> tableOids) throws SQLException {
        Connection server = connected();
        String since =
                server.getMetaData().getDatabaseMajorVersion() >= WAITSTART_SINCE ? "l.waitstart" : "a.query_start";
        List<LockRow> locks = new ArrayList<>();
        try (PreparedStatement statement = server.prepareStatement(LOCKS.formatted(since))) {
            statement.setArray(1, server.createArrayOf("int8", tableOids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    locks.add(LockRow.of(row));
                }
            }
        }
        return locks;
    }

    private Connection connected() throws SQLException {
        Connection open = connection;
        if (open == null) {
            Properties properties = login.properties(APPLICATION);
            properties.setProperty("connectTimeout", CONNECT_SECONDS);
            properties.setProperty("loginTimeout", CONNECT_SECONDS);
            properties.setProperty("socketTimeout", SOCKET_SECONDS);
            open = DriverManager.getConnection(login.jdbcUrl(), properties);
            connection = open;
            try (Statement statement = open.createStatement()) {
                statement.execute(LIMITS);
            }
        }
        return open;
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.info("The lock watch's connection could not be closed in order", e);
            }
        }
    }

    @Override
    public void close() {
        disconnect();
    }
}
