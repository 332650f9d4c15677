package dev.tidemark.sandbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events go into the table {@code outbox} in the transaction that changes the rows; a relay publishes them in the order of
 * their ids, and deletes them when they are acknowledged. A row's events keep their order: the row stays locked from the
 * change to the commit, so that a later one gets a higher id and isn't seen earlier.
 */
final class OutboxRelay implements Publishing {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final long GLANCE_MILLIS = 20;
    private static final Duration LAST = Duration.ofSeconds(20);

    private static final String CREATE = """
            CREATE TABLE IF NOT EXISTS outbox (
              id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              source TEXT NOT NULL,
              key BIGINT[] NOT NULL,
              state TEXT
            )
            """;

    private static final String TAKE = """
            DELETE FROM outbox
            WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT 200)
            RETURNING id, source, key, state
            """;

    private final DemoShop shop;
    private final EventPublisher publisher;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("demo-relay").unstarted(this::relay);

    private OutboxRelay(DemoShop shop, EventPublisher publisher) {
        this.shop = shop;
        this.publisher = publisher;
    }

    static OutboxRelay start(DemoShop shop, EventPublisher publisher) throws SQLException {
        try (Connection connection = Jdbc.connect(shop.database(), Optional.empty(), "outbox-relay");
                Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        }
        OutboxRelay relay = new OutboxRelay(shop, publisher);
        relay.thread.start();
        return relay;
    }

    @Override
    public Optional<Ending> before(Connection connection, List<ChangeEvent> events) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO outbox (source, key, state) VALUES (?, ?, ?)")) {
            for (ChangeEvent event : events) {
                insert.setString(1, event.table().name());
                insert.setArray(
                        2, connection.createArrayOf("bigint", event.key().toArray()));
                insert.setString(3, event.state().orElse(null));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return Optional.of(_ -> {});
    }

    private void relay() {
        boolean goOn = true;
        while (goOn) {
            try (Connection connection = Jdbc.connect(shop.database(), Optional.empty(), "outbox-relay")) {
                connection.setAutoCommit(false);
                goOn = relay(connection);
            } catch (SQLException e) {
                LOG.info("The outbox relay lost its connection", e);
                goOn = !closes();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Relays until the application ends and the outbox is empty; true if it has to go on with another connection. */
    private boolean relay(Connection connection) throws SQLException, InterruptedException {
        while (true) {
            // Before it is asked: what was written before the closing is then seen.
            boolean last = closing.getCount() == 0;
            List<ChangeEvent> events = take(connection);
            if (!events.isEmpty() && !publisher.publish(events)) {
                return false;
            }
            // Deleted only now: whoever finds the outbox empty finds its events in their topics.
            connection.commit();
            if (events.isEmpty() && last) {
                return false;
            }
            if (events.isEmpty()) {
                var _ = closes();
            }
        }
    }

    private boolean closes() {
        try {
            return closing.await(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static List<ChangeEvent> take(Connection connection) throws SQLException {
        record Taken(long id, ChangeEvent event) {}
        List<Taken> taken = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TAKE)) {
            while (rows.next()) {
                ChangeEvent event = new ChangeEvent(
                        ShopTable.valueOf(rows.getString(2)),
                        List.of((Long[]) rows.getArray(3).getArray()),
                        Optional.ofNullable(rows.getString(4)));
                taken.add(new Taken(rows.getLong(1), event));
            }
        }
        return taken.stream()
                .sorted(Comparator.comparingLong(Taken::id))
                .map(Taken::event)
                .toList();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(LAST)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
