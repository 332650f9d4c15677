package dev.tidemark.sandbox;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** Connections as an ordinary Java application opens them. */
final class Jdbc {
    private Jdbc() {}

    static Connection connect(DatabaseAddress address, Optional<Secret> password, String application)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        password.ifPresent(secret -> properties.setProperty("password", secret.reveal()));
        properties.setProperty("ApplicationName", application);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("tcpKeepAlive", "true");
        // Rows as text under UTC read the same wherever the application runs.
        properties.setProperty("options", "-c TimeZone=UTC");
        address.options().forEach(properties::setProperty);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + address.database(), properties);
    }
}
