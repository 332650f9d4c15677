package dev.tidemark.walkthrough.psql;

import java.sql.SQLException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session's connection, which can be lost and made again. One thread works with it; any may cancel or cut. */
final class Link {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final String NO_CONNECTION = "08003";

    private final Connect connect;
    private volatile @Nullable PgConnection connection;

    /** Makes a connection. */
    @FunctionalInterface
    interface Connect {
        PgConnection open() throws SQLException;
    }

    Link(Connect connect) {
        this.connect = connect;
    }

    void open() throws SQLException {
        close();
        connection = connect.open();
    }

    Answer ask(String sql) throws SQLException {
        PgConnection open = connection;
        if (open == null) {
            throw new SQLException("This session has no connection; \\c makes one.", NO_CONNECTION);
        }
        return Answer.of(open, sql);
    }

    boolean isOpen() {
        PgConnection open = connection;
        try {
            return open != null && !open.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }

    OptionalInt pid() {
        PgConnection open = connection;
        return open == null ? OptionalInt.empty() : OptionalInt.of(open.getBackendPID());
    }

    boolean inTransaction() {
        PgConnection open = connection;
        return open != null && open.getTransactionState() != TransactionState.IDLE;
    }

    /**
     * As psql's {@code %/%R%x%# } (psql's documentation, "Prompting").
     *
     * @param inside what the next line goes on with: {@code =} for nothing, {@code -} for a statement, a quote
     */
    String prompt(char inside) {
        PgConnection open = connection;
        if (open == null || !isOpen()) {
            return "!?> ";
        }
        String state = switch (open.getTransactionState()) {
            case IDLE -> "";
            case OPEN -> "*";
            case FAILED -> "!";
        };
        String role = "on".equals(open.getParameterStatus("is_superuser")) ? "# " : "> ";
        return database(open) + inside + state + role;
    }

    private static String database(PgConnection open) {
        try {
            String name = open.getCatalog();
            return name == null ? "" : name;
        } catch (SQLException e) {
            return "";
        }
    }

    void cancel() {
        PgConnection open = connection;
        if (open != null) {
            try {
                open.cancelQuery();
            } catch (SQLException e) {
                LOG.info("A statement of the walkthrough could not be cancelled", e);
            }
        }
    }

    void cut() {
        PgConnection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.info("A connection of the walkthrough could not be cut", e);
            }
        }
    }

    void close() {
        PgConnection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.info("A connection of the walkthrough could not be closed in order", e);
            }
        }
    }
}
