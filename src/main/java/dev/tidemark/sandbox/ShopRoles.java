package dev.tidemark.sandbox;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Secret;
import dev.tidemark.plan.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The roles of a sandbox's database server, and databases that belong to them. */
public final class ShopRoles {
    /** Owns the databases and their tables; sees other sessions' queries and may end them. */
    public static final String OWNER = "shop_owner";

    /** May read every table and nothing else: too little for a backfill's lock. */
    public static final String READER = "shop_reader";

    private final SandboxPostgres postgres;

    public ShopRoles(SandboxPostgres postgres) {
        this.postgres = postgres;
    }

    /** Makes the roles and the database if they are not there; gives the address as {@link #OWNER} uses it. */
    public DatabaseAddress database(String name) {
        String secret = postgres.password().map(Secret::reveal).orElse("").replace("'", "''");
        try (Connection connection = superuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    DO $$
                    BEGIN
                      IF to_regrole('shop_owner') IS NULL THEN
                        CREATE ROLE shop_owner LOGIN;
                        CREATE ROLE shop_reader LOGIN;
                        GRANT pg_monitor, pg_signal_backend TO shop_owner;
                      END IF;
                    END
                    $$
                    """);
            if (!secret.isEmpty()) {
                statement.execute("ALTER ROLE shop_owner PASSWORD '" + secret + "'");
                statement.execute("ALTER ROLE shop_reader PASSWORD '" + secret + "'");
            }
            createDatabase(statement, name);
        } catch (SQLException e) {
            throw SandboxProblems.database(e);
        }
        return postgres.address(name, OWNER);
    }

    private void createDatabase(Statement statement, String name) throws SQLException {
        try (var found =
                statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name.replace("'", "''") + "'")) {
            if (found.next()) {
                return;
            }
        }
        statement.execute("CREATE DATABASE " + TableName.quote(name) + " OWNER shop_owner");
        try (Connection connection = superuser(name);
                Statement inside = connection.createStatement()) {
            inside.execute("ALTER SCHEMA public OWNER TO shop_owner");
            inside.execute("""
                    ALTER DEFAULT PRIVILEGES FOR ROLE shop_owner
                    GRANT SELECT ON TABLES TO shop_reader
                    """);
        }
    }

    private Connection superuser(String database) throws SQLException {
        return Jdbc.connect(
                postgres.address(database, SandboxPostgres.SUPERUSER), postgres.password(), "tidemark-sandbox");
    }
}
