package dev.tidemark.postgres;

import dev.tidemark.plan.LockMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
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
    private static final String CONNECT_SECONDS = "5";
    private static final String SOCKET_SECONDS = "5";

    private static final String LIMITS = """
            SET statement_timeout = '2s';
            SET lock_timeout = '200ms';
            SET jit = off
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
            return look(connected(), ourPid, tableOids, mode);
        } catch (SQLException e) {
            disconnect();
            throw PgProblems.of(e, login.address()).asException(e);
        }
    }

    static LockPicture look(Connection connection, int ourPid, Collection<Long> tableOids, LockMode mode)
            throws SQLException {
        return LockGraph.of(new LockQuery(tableOids).run(connection)).picture(ourPid, mode);
    }

    private Connection connected() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = connect(login);
            connection = open;
        }
        return open;
    }

    /** A connection on which every answer is there within seconds, or never. */
    static Connection connect(Login login) throws SQLException {
        Properties properties = login.properties(APPLICATION);
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", SOCKET_SECONDS);
        Connection open = DriverManager.getConnection(login.jdbcUrl(), properties);
        try (Statement statement = open.createStatement()) {
            statement.execute(LIMITS);
            return open;
        } catch (SQLException e) {
            open.close();
            throw e;
        }
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
