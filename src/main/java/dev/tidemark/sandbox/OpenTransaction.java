package dev.tidemark.sandbox;

import dev.tidemark.plan.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Somebody who changed a customer and left the transaction open: whoever wants to lock that table has to wait for it. */
public final class OpenTransaction implements AutoCloseable {
    private final Connection connection;

    private OpenTransaction(Connection connection) {
        this.connection = connection;
    }

    static OpenTransaction in(DatabaseAddress database) {
        try {
            Connection connection = Jdbc.connect(database, Optional.empty(), "reporting");
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("UPDATE customers SET tier = tier WHERE customer_id = 1");
            }
            return new OpenTransaction(connection);
        } catch (SQLException e) {
            throw SandboxProblems.database(e);
        }
    }

    /** Rolls back, unless somebody has ended the session. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SandboxProblems.database(e);
        }
    }
}
