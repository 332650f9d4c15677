package dev.tidemark.read;

import dev.tidemark.postgres.PgSession;
import dev.tidemark.problem.ProblemException;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the row that the server refuses to send, because its text is no UTF-8: in a database whose encoding is SQL_ASCII any
 * bytes can be text, and the server looks at them only on their way out.
 */
final class BadText {
    private static final Logger LOG = LoggerFactory.getLogger(BadText.class);
    private static final String NOT_IN_ENCODING = "22021";

    private BadText() {}

    static boolean is(SQLException error) {
        return NOT_IN_ENCODING.equals(error.getSQLState());
    }

    /**
     * The problem, with the row's key if it is found soon.
     *
     * @param session whose transaction has failed; the read is over, so another one may look at the rows as they are now
     */
    static ProblemException in(TableRead read, Chunk chunk, PgSession session, SQLException error) {
        return ReadProblems.notUtf8(read.name(), key(read, chunk, session), error)
                .asException(error);
    }

    private static Optional<String> key(TableRead read, Chunk chunk, PgSession session) {
        try {
            session.execute("""
                    ROLLBACK;
                    BEGIN READ ONLY;
                    SET LOCAL lock_timeout = '500ms';
                    SET LOCAL statement_timeout = '10s'""");
            return session.query(read.query().badText(chunk)).stream()
                    .flatMap(row -> Optional.ofNullable(row.getFirst()).stream())
                    .findFirst();
        } catch (SQLException e) {
            LOG.info("Table {}: the row with text that is no UTF-8 was not found", read.name(), e);
            return Optional.empty();
        }
    }
}
