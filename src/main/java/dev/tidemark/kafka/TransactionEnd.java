package dev.tidemark.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the cluster is done with a producer's last transaction. A commit or abort is answered as soon as it is
 * decided; until its markers are in all partitions, a next transaction has to wait (KIP-98, CONCURRENT_TRANSACTIONS), and
 * that wait must not fall into the gate.
 */
final class TransactionEnd implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionEnd.class);
    private static final Set<TransactionState> OVER =
            Set.of(TransactionState.EMPTY, TransactionState.COMPLETE_COMMIT, TransactionState.COMPLETE_ABORT);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long GLANCE_MILLIS = 2;

    private final Admin admin;
    private final String transaction;

    TransactionEnd(Admin admin, String transaction) {
        this.admin = admin;
        this.transaction = transaction;
    }

    /** Returns when it is over, or after a while: then the next transaction waits as it would have. */
    void await() {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (!over() && System.nanoTime() < deadline) {
                boolean _ = never.await(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException e) {
            // Not every role may describe transactions.
            LOG.debug("Whether transaction {} is over can't be told", transaction, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while a transaction ended", e);
        }
    }

    private boolean over() throws ExecutionException, InterruptedException {
        return OVER.contains(admin.describeTransactions(List.of(transaction))
                .description(transaction)
                .get()
                .state());
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
