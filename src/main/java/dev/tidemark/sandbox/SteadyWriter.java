package dev.tidemark.sandbox;

import dev.tidemark.plan.DatabaseAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer that updates one row of a demo table, again and again with a short pause, and remembers how long each
 * statement took: it feels every lock on the table.
 */
public final class SteadyWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SteadyWriter.class);
    private static final int REMEMBERED = 5_000;
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Written> statements = new ArrayDeque<>();
    private final Connection connection;
    private final Thread thread;
    private boolean closed;

    private record Written(long began, long ended) {}

    private SteadyWriter(Connection connection, ShopTable table) {
        this.connection = connection;
        this.thread = Thread.ofVirtual().name("steady writer").unstarted(() -> write(table.touch()));
    }

    /**
     * Begins to write. Throws a ProblemException if it can't connect.
     *
     * @param table the name of one of the demo tables, without its schema
     */
    public static SteadyWriter start(DatabaseAddress database, String table) {
        try {
            SteadyWriter writer =
                    new SteadyWriter(Jdbc.connect(database, Optional.empty(), "steady-writer"), ShopTable.of(table));
            writer.thread.start();
            return writer;
        } catch (SQLException e) {
            throw SandboxProblems.database(e);
        }
    }

    private void write(String sql) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            while (goesOn()) {
                long began = System.nanoTime();
                statement.executeUpdate();
                remember(new Written(began, System.nanoTime()));
            }
        } catch (SQLException e) {
            LOG.info("The steady writer ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean goesOn() throws InterruptedException {
        lock.lock();
        try {
            long left = PAUSE.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void remember(Written written) {
        lock.lock();
        try {
            statements.addLast(written);
            if (statements.size() > REMEMBERED) {
                statements.removeFirst();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * How long the longest statement took that was under way at some moment between the two; zero if there was none.
     *
     * @param from a {@link System#nanoTime()}
     * @param to a later one
     */
    public Duration longest(long from, long to) {
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            // What was under way then may still be so.
            while (left > 0 && (statements.isEmpty() || statements.getLast().began() < to)) {
                left = changed.awaitNanos(left);
            }
            long longest = 0;
            for (Written written : statements) {
                if (written.ended() > from && written.began() < to) {
                    longest = Math.max(longest, written.ended() - written.began());
                }
            }
            return Duration.ofNanos(longest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Duration.ZERO;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(PATIENCE);
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.debug("The steady writer's connection was gone", e);
        }
    }
}
