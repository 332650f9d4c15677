package dev.tidemark.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * At most three connections for looking around: catalog, privileges, checks. Nothing here holds or waits for a lock for
 * long, and session 1 never comes from here.
 */
public final class WatchPool implements AutoCloseable {
    public static final String APPLICATION = "tidemark watch";

    private static final int CONNECTIONS = 3;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WAIT_FOR_FREE = Duration.ofSeconds(8);
    private static final Duration IDLE = Duration.ofSeconds(60);
    /** For when the network goes silent: longer than any statement below may take. */
    private static final Duration SOCKET = Duration.ofSeconds(20);

    private static final String LIMITS = "SET statement_timeout = '15s'; SET lock_timeout = '500ms'; SET jit = off";

    private final HikariDataSource source;
    private final DatabaseAddress address;

    private WatchPool(HikariDataSource source, DatabaseAddress address) {
        this.source = source;
        this.address = address;
    }

    /** Connects once, so that whatever is wrong is said at once. Throws a ProblemException. */
    public static WatchPool open(Login login) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(APPLICATION);
        config.setJdbcUrl(login.jdbcUrl());
        config.setDataSourceProperties(properties(login));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE.toMillis());
        config.setConnectionTimeout(WAIT_FOR_FREE.toMillis());
        config.setValidationTimeout(Duration.ofSeconds(2).toMillis());
        config.setInitializationFailTimeout(1);
        config.setConnectionInitSql(LIMITS);
        try {
            return new WatchPool(new HikariDataSource(config), login.address());
        } catch (HikariPool.PoolInitializationException e) {
            throw problem(e, login.address()).asException(e);
        }
    }

    private static Properties properties(Login login) {
        Properties properties = login.properties(APPLICATION);
        String connectSeconds = Long.toString(CONNECT.toSeconds());
        properties.setProperty("connectTimeout", connectSeconds);
        properties.setProperty("loginTimeout", connectSeconds);
        properties.setProperty("socketTimeout", Long.toString(SOCKET.toSeconds()));
        return properties;
    }

    private static Problem problem(RuntimeException error, DatabaseAddress address) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            if (t instanceof SQLException e) {
                return PgProblems.of(e, address);
            }
        }
        return PgProblems.of(new SQLException(error.getMessage(), error), address);
    }

    /** A piece of work on one connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Lends a connection for this piece of work. Throws a ProblemException. */
    public <T> T ask(Work<T> work) {
        try {
            return attempt(work);
        } catch (SQLException e) {
            throw PgProblems.of(e, address).asException(e);
        }
    }

    /** As {@link #ask}, for those who look at the error themselves. */
    public <T> T attempt(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return work.on(connection);
        }
    }

    public DatabaseAddress address() {
        return address;
    }

    @Override
    public void close() {
        source.close();
    }
}
