package dev.tidemark.sandbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An application that somebody's backfill has to share the database with: several services insert, update and
 * delete in the demo shop, and each publishes its rows' new state, in one of three ways ({@link Publish}).
 *
 * <p>An event's key is the primary key, its value the row as {@code to_jsonb} gives it, null if the row was deleted. A
 * row's events stand in its topic in the order in which its transactions committed, since the row stays locked from the
 * change to the commit.
 */
public final class DemoApplication implements AutoCloseable {
    private static final List<String> SERVICES =
            List.of("orders-api", "checkout", "billing-job", "warehouse-sync", "crm-sync", "returns-desk");
    private static final Duration FINISH_LIMIT = Duration.ofSeconds(10);
    private static final Duration ABORT_LIMIT = Duration.ofSeconds(3);

    private final AtomicLong changes = new AtomicLong();
    private final Pace pace;
    private final EventPublisher publisher;
    private final Publishing publishing;
    private final List<DemoWriter> writers = new ArrayList<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("demo-", 1).factory());

    private DemoApplication(DemoShop shop, KeyRanges keys, DemoOptions options) throws SQLException {
        this.pace = new Pace(options.changesPerSecond());
        this.publisher = new EventPublisher(shop, pace);
        try {
            this.publishing = Publishing.start(options.publish(), shop, publisher);
        } catch (SQLException e) {
            publisher.close();
            throw e;
        }
        for (int i = 0; i < options.writers(); i++) {
            String service = SERVICES.get(i % SERVICES.size());
            String name = i < SERVICES.size() ? service : service + "-" + (1 + i / SERVICES.size());
            writers.add(new DemoWriter(name, shop, keys, publishing, pace, changes));
        }
        writers.forEach(threads::execute);
    }

    static DemoApplication start(DemoShop shop, DemoOptions options) {
        try (Connection connection = Jdbc.connect(shop.database(), Optional.empty(), "demo-application")) {
            return new DemoApplication(shop, new KeyRanges(connection), options);
        } catch (SQLException e) {
            throw SandboxProblems.database(e);
        }
    }

    /** Changed rows whose transaction is committed, since the start. */
    public long changes() {
        return changes.get();
    }

    /** Starts no further transactions; those under way finish. */
    public void pause() {
        pace.pause();
    }

    /** Pauses, and waits until no transaction is under way and every event tells the truth; whether that came in time. */
    public boolean quiet(Duration limit) {
        pause();
        try {
            return pace.awaitPausing(writers.size(), limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void resume() {
        pace.resume();
    }

    /** Changed rows a second, all writers together; 0 for as fast as they can. */
    public void rate(double changesPerSecond) {
        pace.rate(changesPerSecond);
    }

    /** Finishes the transactions under way and ends; one that cannot finish in 10 s, being locked out, is cut off. */
    @Override
    public void close() {
        pace.stop();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(FINISH_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                writers.forEach(DemoWriter::abort);
                threads.shutdownNow();
                threads.awaitTermination(ABORT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            writers.forEach(DemoWriter::abort);
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        publishing.close();
        publisher.close();
    }
}
