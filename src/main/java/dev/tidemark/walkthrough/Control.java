package dev.tidemark.walkthrough;

import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgProblems;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGNotification;
import org.postgresql.jdbc.PgConnection;

/**
 * The lesson's own connection, beside the three that one sees: makes and drops the schema, hears what was committed,
 * sees who waits. One question at a time, from any thread. Throws ProblemExceptions.
 */
final class Control implements AutoCloseable {
    private static final String LIMITS =
            "SET lock_timeout = '5s'; SET statement_timeout = '20s'; SET client_min_messages = warning";

    private final PgConnection connection;
    private final Login login;

    private Control(PgConnection connection, Login login) {
        this.connection = connection;
        this.login = login;
    }

    static Control open(Login login, String name) {
        try {
            Control control = new Control(login.connect(name), login);
            control.ask(LIMITS);
            return control;
        } catch (SQLException e) {
            throw PgProblems.of(e, login.address()).asException(e);
        }
    }

    /** The rows of the last statement that has any, as text. */
    synchronized List<List<@Nullable String>> ask(String sql) {
        try (Statement statement = connection.createStatement()) {
            List<List<@Nullable String>> rows = new ArrayList<>();
            boolean result = statement.execute(sql);
            while (result || statement.getUpdateCount() >= 0) {
                if (result) {
                    rows = rows(statement.getResultSet());
                }
                result = statement.getMoreResults();
            }
            return rows;
        } catch (SQLException e) {
            throw PgProblems.of(e, login.address()).asException(e);
        }
    }

    /** The first row's first value; the empty text if there is none. */
    String value(String sql) {
        List<List<@Nullable String>> rows = ask(sql);
        String value = rows.isEmpty() ? null : rows.getFirst().getFirst();
        return value == null ? "" : value;
    }

    private static List<List<@Nullable String>> rows(ResultSet result) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                row.add(result.getString(i));
            }
            rows.add(row);
        }
        return rows;
    }

    /**
     * What was notified up to now, in the order of the commits. The server hands a notification over with the next
     * answer at the latest (PostgreSQL documentation, NOTIFY), so this asks for one.
     */
    synchronized List<String> notified() {
        ask("SELECT 1");
        try {
            PGNotification[] all = connection.getNotifications();
            return all == null
                    ? List.of()
                    : Arrays.stream(all).map(PGNotification::getParameter).toList();
        } catch (SQLException e) {
            throw PgProblems.of(e, login.address()).asException(e);
        }
    }

    /** Ends at once; not for the thread alone that asks. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw PgProblems.of(e, login.address()).asException(e);
        }
    }
}
