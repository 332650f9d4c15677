package dev.tidemark.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Sessions that do the same at once, so that it takes as long as the slowest, not as all together. Owns them. */
final class SessionGroup implements AutoCloseable {
    private final List<PgSession> sessions;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    SessionGroup(List<PgSession> sessions) {
        this.sessions = new CopyOnWriteArrayList<>(sessions);
    }

    Set<Integer> pids() {
        return sessions.stream().map(PgSession::pid).collect(Collectors.toUnmodifiableSet());
    }

    /** What each session does. */
    interface Work {
        void on(PgSession session) throws SQLException;
    }

    /** From now on this one belongs to them. */
    void add(PgSession session) {
        sessions.add(session);
    }

    /** Works on every session and waits for all of them, also when one fails. */
    void onEach(Work work) throws SQLException {
        List<Future<Void>> running = new ArrayList<>();
        for (PgSession session : sessions) {
            Callable<Void> one = () -> {
                work.on(session);
                return null;
            };
            running.add(threads.submit(one));
        }
        SQLException failure = null;
        for (Future<Void> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                failure = e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("Interrupted", "57014", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Cuts all connections at once; the server ends the transactions. */
    void abort() {
        sessions.forEach(PgSession::abort);
        threads.shutdownNow();
    }

    @Override
    public void close() {
        sessions.forEach(PgSession::close);
        threads.shutdownNow();
    }
}
