package dev.tidemark.kafka;

import dev.tidemark.wire.RunId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transactional ids of those who write a run's rows. */
public final class RowTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(RowTransactions.class);
    /** A broker may take as long to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private RowTransactions() {}

    static String own(RunId run) {
        return "tidemark-rows-" + run;
    }

    static String lane(RunId run, int number) {
        return own(run) + "-" + number;
    }

    /**
     * Ends whatever transaction is open for a run's rows, and takes nothing more from whoever began it (KIP-98). Returns
     * when the cluster is done with them, so that nobody who reads committed rows waits for them any more. Throws a
     * KafkaException.
     *
     * @param lanes this many lanes at least; more of them where the cluster tells that there were more
     */
    public static void end(Map<String, Object> client, RunId run, int lanes) {
        try (Admin admin = Admin.create(client)) {
            Set<String> ids = known(admin, run);
            ids.add(own(run));
            for (int lane = 0; lane < lanes; lane++) {
                ids.add(lane(run, lane));
            }
            admin.fenceProducers(ids, new FenceProducersOptions().timeoutMs((int) PATIENCE.toMillis()))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("The transactions of run " + run + " could not be ended", e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(run, e);
        }
    }

    private static Set<String> known(Admin admin, RunId run) {
        Set<String> ids = new HashSet<>();
        try {
            admin.listTransactions().all().get().forEach(transaction -> {
                if (transaction.transactionalId().startsWith(own(run))) {
                    ids.add(transaction.transactionalId());
                }
            });
        } catch (ExecutionException e) {
            // Brokers before 3.0 can't list them.
            LOG.debug("Which transactions run {} has can't be told", run, e);
        } catch (InterruptedException e) {
            throw interrupted(run, e);
        }
        return ids;
    }

    private static KafkaException interrupted(RunId run, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new KafkaException("Interrupted while the transactions of run " + run + " were ended", e);
    }
}
