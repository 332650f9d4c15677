package dev.tidemark.sandbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One service of the demo application with its connection. A transaction does all of its SQL first, then sees to its
 * events, then commits: after that, nothing but the commit can fail any more.
 */
final class DemoWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoWriter.class);
    private static final long RECONNECT_MILLIS = 300;
    private static final int SOCKET_MILLIS = 120_000;

    private final String name;
    private final DemoShop shop;
    private final KeyRanges keys;
    private final Publishing publishing;
    private final Pace pace;
    private final AtomicLong changes;
    private volatile @Nullable Connection current;

    /** Published, but whether the transaction was committed is not known: the connection broke just then. */
    private List<ChangeEvent> doubtful = List.of();

    DemoWriter(String name, DemoShop shop, KeyRanges keys, Publishing publishing, Pace pace, AtomicLong changes) {
        this.name = name;
        this.shop = shop;
        this.keys = keys;
        this.publishing = publishing;
        this.pace = pace;
        this.changes = changes;
    }

    @Override
    public void run() {
        try {
            boolean goOn = true;
            while (goOn) {
                try (Connection connection = connect()) {
                    current = connection;
                    setRight(connection);
                    work(connection);
                    goOn = false;
                } catch (SQLException e) {
                    LOG.info("{} lost its connection", name, e);
                    goOn = pace.rest(RECONNECT_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!doubtful.isEmpty()) {
            LOG.warn("{} ended before it knew whether its last transaction was committed", name);
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = Jdbc.connect(shop.database(), Optional.empty(), name);
        connection.setNetworkTimeout(Runnable::run, SOCKET_MILLIS);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = '60s'");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    private void work(Connection connection) throws SQLException, InterruptedException {
        ShopChanges shopChanges = new ShopChanges(new ChangedRows(connection), keys);
        while (pace.await()) {
            List<ChangeEvent> events = change(connection, shopChanges);
            if (events.isEmpty()) {
                connection.rollback();
            } else if (!commit(connection, events)) {
                return;
            }
        }
    }

    /** Nothing is published yet: whatever the database refuses is undone, and another change tried. */
    private List<ChangeEvent> change(Connection connection, ShopChanges shopChanges) throws SQLException {
        try {
            return shopChanges.next();
        } catch (SQLException e) {
            LOG.debug("{} tries again", name, e);
            if (!connection.isValid(1)) {
                throw e;
            }
            return List.of();
        }
    }

    private boolean commit(Connection connection, List<ChangeEvent> events) throws SQLException, InterruptedException {
        if (!publishAndCommit(connection, events)) {
            return false;
        }
        changes.addAndGet(events.size());
        pace.spent(events.size());
        return true;
    }

    /** False if the application stopped before. */
    private boolean publishAndCommit(Connection connection, List<ChangeEvent> events)
            throws SQLException, InterruptedException {
        doubtful = events;
        Optional<Publishing.Ending> ending = publishing.before(connection, events);
        if (ending.isEmpty()) {
            return false;
        }
        boolean committed = false;
        try {
            connection.commit();
            committed = true;
        } finally {
            ending.get().known(committed);
        }
        doubtful = List.of();
        return true;
    }

    /** If the transaction was rolled back, its events are wrong: the rows' true state goes after them. */
    private void setRight(Connection connection) throws SQLException, InterruptedException {
        if (!doubtful.isEmpty()) {
            publishAndCommit(connection, new ChangedRows(connection).asTheyAre(doubtful));
        }
    }

    /** Cuts the connection; the server rolls back. */
    void abort() {
        Connection connection = current;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("{} had no connection any more", name, e);
            }
        }
    }
}
