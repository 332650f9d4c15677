package dev.tidemark.read;

import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.PgSession;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does jobs on a session, and on another one when that is lost. */
final class Reader {
    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
    private static final int ATTEMPTS = 3;

    private final Path folder;
    private final ReadListener listener;
    private final Supplier<PgSession> replacement;
    private final BooleanSupplier stopped;
    private volatile PgSession session;

    Reader(
            PgSession session,
            Path folder,
            ReadListener listener,
            Supplier<PgSession> replacement,
            BooleanSupplier stopped) {
        this.session = session;
        this.folder = folder;
        this.listener = listener;
        this.replacement = replacement;
        this.stopped = stopped;
    }

    /** Throws a ProblemException if it can't be done. */
    void perform(ReadJob job) {
        for (int attempt = 1; ; attempt++) {
            if (stopped.getAsBoolean()) {
                throw ReadProblems.cancelled().asException();
            }
            try {
                job.run(session);
                return;
            } catch (SQLException e) {
                recover(job.table(), e, attempt);
            } catch (IOException e) {
                throw ReadProblems.files(folder, e).asException(e);
            } catch (BrokenStreamException e) {
                throw ReadProblems.stream(job.table(), String.valueOf(e.getMessage()))
                        .asException(e);
            }
        }
    }

    private void recover(TableName table, SQLException error, int attempt) {
        if (stopped.getAsBoolean()) {
            throw ReadProblems.cancelled().asException(error);
        }
        if (!sessionLost(error)) {
            throw ReadProblems.refused(table, error).asException(error);
        }
        if (attempt == ATTEMPTS) {
            throw ReadProblems.sessionsLost(table, error).asException(error);
        }
        LOG.warn("Reader {} of table {} was lost", session.pid(), table, error);
        int lost = session.pid();
        session = replacement.get();
        listener.mended("Reader " + lost + " was lost while it read " + table + ": session " + session.pid()
                + " took its place, with the same snapshot.");
    }

    /** Whether the fault is the session's, so that the same work may succeed in another one. */
    private static boolean sessionLost(SQLException error) {
        String state = error.getSQLState();
        // 57: ended by an administrator, a crash or a timeout; 25: the transaction is gone; 08: the connection is.
        return state == null || state.startsWith("08") || state.startsWith("57") || state.startsWith("25");
    }

    /** Ends what the server does for this reader; from another thread. */
    void cancel() {
        session.cancel();
    }

    /** Cuts the connection, when cancelling didn't help. */
    void abort() {
        session.abort();
    }
}
