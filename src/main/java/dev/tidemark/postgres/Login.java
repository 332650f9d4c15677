package dev.tidemark.postgres;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Secret;
import java.util.Optional;
import java.util.Properties;

/**
 * Where to connect, and with which password.
 *
 * @param address where
 * @param password empty where the server asks for none
 */
public record Login(DatabaseAddress address, Optional<Secret> password) {
    private static final String CONNECT_SECONDS = "8";

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
