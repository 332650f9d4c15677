package dev.tidemark.read;

import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.wire.RowOutlet.HeldUpException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does jobs on a session, and on another one when that is lost. */
final class Reader {
    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
    private static final int SESSIONS = 3;
    /** Each of these has waited already for as long as Kafka's client does: a minute or two. */
    private static final int HOLD_UPS = 30;

    private static final Duration REST = Duration.ofSeconds(1);

    /**
     * What a reader works with.
     *
     * @param place where the rows go, for people
     * @param reserve where there are more sessions of the same snapshot
     * @param stopped whether all work ends
     */
    record Workplace(
            Path place, ReadListener listener, ReadControl control, Reserve reserve, BooleanSupplier stopped) {}

    private final Workplace workplace;
    private final Queue<Remainder> underWay = new ArrayDeque<>();
    private volatile PgSession session;

    Reader(PgSession session, Workplace workplace) {
        this.session = session;
        this.workplace = workplace;
    }

    /**
     * Does a job but for its rest, which is under way when this returns: a reader needn't stand still while a chunk gets
     * to the disk or is committed. No more than two chunks are under way. Throws a ProblemException if this job, or one
     * before it, can't be done, and a ReaderGoneException if it can, but not by this reader.
     *
     * @param done told when nothing is left to do of a job, on any thread
     */
    void perform(ReadJob job, Consumer<ReadJob> done) throws ReaderGoneException {
        underWay.add(Remainder.start(job, run(job), done));
        while (underWay.size() > 1) {
            settle(underWay.remove(), done);
        }
    }

    /** Waits for the rest of all jobs. Throws a ProblemException if one of them can't be done, and as {@link #perform} does. */
    void settle(Consumer<ReadJob> done) throws ReaderGoneException {
        while (!underWay.isEmpty()) {
            settle(underWay.remove(), done);
        }
    }

    /** Waits for what is under way without a session; gives the jobs that have to be done again. Throws a ProblemException. */
    List<ReadJob> unfinished() {
        List<ReadJob> again = new ArrayList<>();
        for (Remainder one = underWay.poll(); one != null; one = underWay.poll()) {
            try {
                one.await();
            } catch (HeldUpException e) {
                LOG.info("A chunk of {} is left to another reader", one.job().table(), e);
                again.add(one.job());
            } catch (IOException e) {
                throw ReadProblems.files(workplace.place(), e).asException(e);
            }
        }
        return again;
    }

    /** Waits for what is under way, whatever becomes of it. */
    void leave() {
        underWay.forEach(Remainder::drop);
        underWay.clear();
    }

    private void settle(Remainder one, Consumer<ReadJob> done) throws ReaderGoneException {
        ReadJob job = one.job();
        Remainder rest = one;
        for (int heldUp = 1; ; heldUp++) {
            try {
                rest.await();
                return;
            } catch (HeldUpException e) {
                hold(job.table(), e, heldUp);
            } catch (IOException e) {
                throw ReadProblems.files(workplace.place(), e).asException(e);
            }
            rest = Remainder.start(job, run(job), done);
        }
    }

    private ReadJob.Rest run(ReadJob job) throws ReaderGoneException {
        int lost = 0;
        int heldUp = 0;
        while (true) {
            if (workplace.stopped().getAsBoolean()) {
                throw ReadProblems.cancelled().asException();
            }
            try {
                return job.run(session);
            } catch (SQLException e) {
                lost++;
                recover(job, e, lost);
            } catch (HeldUpException e) {
                heldUp++;
                hold(job.table(), e, heldUp);
            } catch (IOException e) {
                throw ReadProblems.files(workplace.place(), e).asException(e);
            } catch (BrokenStreamException e) {
                throw ReadProblems.stream(job.table(), String.valueOf(e.getMessage()))
                        .asException(e);
            }
        }
    }

    private void recover(ReadJob job, SQLException error, int times) throws ReaderGoneException {
        TableName table = job.table();
        if (workplace.stopped().getAsBoolean()) {
            throw ReadProblems.cancelled().asException(error);
        }
        if (!sessionLost(error)) {
            throw ReadProblems.refused(table, error).asException(error);
        }
        if (times == SESSIONS) {
            throw ReadProblems.sessionsLost(table, error).asException(error);
        }
        LOG.warn("Reader {} of table {} was lost", session.pid(), table, error);
        int lost = session.pid();
        try {
            session = workplace.reserve().another();
        } catch (ProblemException e) {
            throw new ReaderGoneException(job, lost, e);
        }
        workplace
                .listener()
                .mended("Reader " + lost + " was lost while it read " + table + ": session " + session.pid()
                        + " took its place, with the same snapshot.");
    }

    private void hold(TableName table, HeldUpException error, int times) {
        if (times == HOLD_UPS) {
            throw ReadProblems.heldUp(table, String.valueOf(error.getMessage())).asException(error);
        }
        LOG.warn("A chunk of table {} is read again: its rows were not taken", table, error);
        workplace.control().rest(REST);
        workplace.listener().mended("Rows of " + table + " were held up and are sent again: " + error.getMessage());
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
