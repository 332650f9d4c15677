package dev.tidemark.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session on a connection of its own, never from a pool: what is sent is what the caller wrote, and nothing else.
 * Transactions are begun and ended with SQL. Statements go by the simple query protocol, so that several in one string
 * cost one round trip (PostgreSQL documentation, section 54.2.2.1).
 *
 * <p>One thread works with a session; {@link #cancel()} and {@link #abort()} may come from any other.
 */
public final class PgSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PgSession.class);

    private final PgConnection connection;
    private final Statement statement;
    private final StatementListener listener;
    private final int pid;

    private PgSession(PgConnection connection, StatementListener listener) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
        // The simple protocol does this in the server's parser; the driver must not do it once more.
        this.statement.setEscapeProcessing(false);
        this.listener = listener;
        this.pid = connection.getBackendPID();
    }

    public static PgSession open(Login login, String applicationName, StatementListener listener) throws SQLException {
        return new PgSession(login.connect(applicationName), listener);
    }

    /** The backend's process id, as {@code pg_stat_activity} shows it. */
    public int pid() {
        return pid;
    }

    /** The server's major version, such as 18; asks nothing of the server. */
    public int majorVersion() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    /**
     * Ends the transaction with COMMIT. Fails if there is none that could be committed: for one that had failed the server
     * would say ROLLBACK, and the driver nothing.
     */
    public void commit() throws SQLException {
        if (connection.getTransactionState() != TransactionState.OPEN) {
            throw new SQLException("There is no transaction that could be committed", "25P02");
        }
        execute("COMMIT");
    }

    /** Runs one or several statements whose results don't matter. */
    public void execute(String sql) throws SQLException {
        query(sql);
    }

    /** Runs one or several statements; gives the rows of the last that has any, as text. */
    public List<List<@Nullable String>> query(String sql) throws SQLException {
        long start = System.nanoTime();
        try {
            List<List<@Nullable String>> rows = List.of();
            boolean isResult = statement.execute(sql);
            while (isResult || statement.getUpdateCount() >= 0) {
                if (isResult) {
                    rows = rows(statement.getResultSet());
                }
                isResult = statement.getMoreResults();
            }
            tell(
                    sql,
                    start,
                    rows.isEmpty() ? "" : String.valueOf(rows.getFirst().getFirst()));
            return rows;
        } catch (SQLException e) {
            tell(sql, start, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void tell(String sql, long start, String answer) {
        listener.answered(sql, Duration.ofNanos(System.nanoTime() - start), answer);
    }

    private static List<List<@Nullable String>> rows(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable String> row = new ArrayList<>(columns);
            for (int i = 1; i <= columns; i++) {
                row.add(result.getString(i));
            }
            rows.add(row);
        }
        return rows;
    }

    /** Starts {@code COPY … TO STDOUT}. */
    public CopyOut copyOut(String sql) throws SQLException {
        listener.answered(sql, Duration.ZERO, "");
        return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
    }

    /** Asks the server, on a connection of its own, to end the statement that is running. */
    public void cancel() {
        try {
            connection.cancelQuery();
        } catch (SQLException e) {
            LOG.info("Session {}: the statement could not be cancelled", pid, e);
        }
    }

    /**
     * Cuts the connection without a word to the server, which then rolls back. Doesn't wait for anything. A backend that is
     * busy, or waits for a lock, doesn't notice that nobody listens any more (client_connection_check_interval is off by
     * default), so it is told to end its statement as well.
     */
    public void abort() {
        try {
            if (connection.isClosed()) {
                return;
            }
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.info("Session {}: the connection could not be cut", pid, e);
        }
        Thread.ofVirtual().name("cancel " + pid).start(this::cancelCut);
    }

    private void cancelCut() {
        try {
            connection.getQueryExecutor().sendQueryCancel();
        } catch (SQLException e) {
            LOG.debug("Session {}: the statement could not be cancelled", pid, e);
        }
    }

    /** Rolls back and ends the session. Never throws: where the session is gone, the server has rolled back. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.info("Session {}: could not be closed in order", pid, e);
        }
    }
}
