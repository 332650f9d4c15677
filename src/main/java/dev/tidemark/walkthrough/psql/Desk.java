package dev.tidemark.walkthrough.psql;

import java.sql.SQLException;
import java.util.Optional;

/** What a backslash command may do in its session. */
public interface Desk {
    /** Runs a statement without showing it; empty if it has no rows. */
    Optional<ResultRows> ask(String sql) throws SQLException;

    void show(Line line);

    /** Whether {@code BEGIN} was typed, and no end of the transaction since. */
    boolean inTransaction();

    /** Cuts the connection without a word to the server, as if this session's computer had lost its power. */
    void cut();
}
