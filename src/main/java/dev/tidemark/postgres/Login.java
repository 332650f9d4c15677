package dev.tidemark.postgres;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Secret;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.jdbc.PgConnection;

/**
 * Where to connect, and with which password.
 *
 * @param address where
 * @param password empty where the server asks for none
 */
public record Login(DatabaseAddress address, Optional<Secret> password) {
    private static final String CONNECT_SECONDS = "8";

    /**
     * A connection of one's own, by the simple query protocol: what is sent is what the caller wrote, and nothing else.
     * Transactions are begun and ended with SQL.
     */
    public PgConnection connect(String applicationName) throws SQLException {
        Properties properties = properties(applicationName);
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("autosave", "never");
        return DriverManager.getConnection(jdbcUrl(), properties).unwrap(PgConnection.class);
    }

    /** The pgjdbc URL, without user and password. */
    String jdbcUrl() {
        return "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + address.database();
    }

    /** The pgjdbc properties of a connection; the operator's own options win over the defaults. */
    Properties properties(String applicationName) {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        password.ifPresent(p -> properties.setProperty("password", p.reveal()));
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        properties.setProperty("cancelSignalTimeout", "3");
        properties.setProperty("tcpKeepAlive", "true");
        address.options().forEach(properties::setProperty);
        return properties;
    }
}
