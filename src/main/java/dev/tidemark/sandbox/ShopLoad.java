package dev.tidemark.sandbox;

import dev.tidemark.plan.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Makes and fills the demo tables. */
record ShopLoad(DatabaseAddress database) {

    /** Makes the tables with this many orders, all or nothing; true unless they were there. */
    boolean load(long orders) {
        try (Connection connection = Jdbc.connect(database, Optional.empty(), "tidemark-sandbox");
                Statement statement = connection.createStatement()) {
            if (isLoaded(statement)) {
                return false;
            }
            connection.setAutoCommit(false);
            for (String sql : ShopTables.CREATE) {
                statement.execute(sql);
            }
            new ShopRows(connection, orders).insert();
            for (String sql : ShopTables.RELATE) {
                statement.execute(sql);
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("VACUUM (ANALYZE) mytable, customers, orders, order_lines");
            return true;
        } catch (SQLException e) {
            throw SandboxProblems.database(e);
        }
    }

    private static boolean isLoaded(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT to_regclass('public.order_lines') IS NOT NULL")) {
            return result.next() && result.getBoolean(1);
        }
    }
}
