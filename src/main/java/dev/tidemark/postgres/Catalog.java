package dev.tidemark.postgres;

import dev.tidemark.plan.TableName;
import dev.tidemark.problem.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the database has: facts of the server, tables with columns and keys. Reads the system catalogs only, and never
 * waits for a lock that somebody holds on a table. PostgreSQL 11 and later.
 */
public final class Catalog {
    private static final int OLDEST = 110_000;

    private static final String NO_PRIVILEGE = "42501";

    private static final String FACTS = """
            SELECT split_part(current_setting('server_version'), ' ', 1),
                   current_setting('server_version_num')::int,
                   current_database(),
                   current_user,
                   pg_is_in_recovery()
            """;

    private static final String SYSTEM_IDENTIFIER = """
            SELECT system_identifier::text
            FROM pg_control_system()
            """;

    private final WatchPool pool;

    public Catalog(WatchPool pool) {
        this.pool = pool;
    }

    /** What the server says of itself. Throws a ProblemException if it can't be asked, or is too old for whatever comes next. */
    public ServerFacts facts() {
        return pool.ask(connection -> {
            String identifier = systemIdentifier(connection);
            long start = System.nanoTime();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(FACTS)) {
                row.next();
                Duration latency = Duration.ofNanos(System.nanoTime() - start);
                return supported(new ServerFacts(
                        row.getString(1),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        identifier,
                        latency));
            }
        });
    }

    static ServerFacts supported(ServerFacts facts) {
        if (facts.versionNumber() < OLDEST) {
            throw Problem.of(
                            "too-old",
                            "PostgreSQL " + facts.version() + " is too old.",
                            "Tidemark works with version 11 and later.",
                            "Upgrade the server.")
                    .asException();
        }
        return facts;
    }

    private static String systemIdentifier(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SYSTEM_IDENTIFIER)) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException e) {
            // Some hosted servers keep it to themselves.
            if (NO_PRIVILEGE.equals(e.getSQLState())) {
                return "";
            }
            throw e;
        }
    }

    /**
     * All tables and views in schemas that the role may use, by name and in outline: what is shown or chosen of them is to
     * be asked for by name. Partitions are counted in with their table.
     */
    public List<TableInfo> tables() {
        return pool.ask(connection -> TableQuery.all().run(connection));
    }

    /** Those of the named tables, views and partitions that exist, whole, in one query. */
    public Map<TableName, TableInfo> tables(Collection<TableName> names) {
        Map<TableName, TableInfo> tables = new HashMap<>();
        pool.ask(connection -> TableQuery.of(names).run(connection)).forEach(t -> tables.put(t.name(), t));
        return tables;
    }

    /** One table or view, or one partition; empty if there is none of that name. */
    public Optional<TableInfo> table(TableName name) {
        return pool.ask(connection ->
                TableQuery.of(List.of(name)).run(connection).stream().findFirst());
    }
}
