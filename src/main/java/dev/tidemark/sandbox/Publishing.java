package dev.tidemark.sandbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How a transaction's events get into their topics. */
interface Publishing extends AutoCloseable {

    /** Is told how the transaction ended. */
    interface Ending {
        void known(boolean committed);
    }

    /**
     * Does what has to be done before the commit, with the changed rows still locked.
     *
     * @return who wants to know how the transaction ends; empty if the application stopped before
     */
    Optional<Ending> before(Connection connection, List<ChangeEvent> events) throws SQLException, InterruptedException;

    /** Publishes what is still to be published, and ends. */
    @Override
    void close();

    static Publishing start(Publish when, DemoShop shop, EventPublisher publisher) throws SQLException {
        return switch (when) {
            case IN_TRANSACTION -> new PublishingInTransaction(publisher);
            case OUTBOX -> OutboxRelay.start(shop, publisher);
            case AFTER_COMMIT -> DelayedRelay.start(publisher);
        };
    }
}
