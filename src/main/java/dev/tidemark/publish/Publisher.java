package dev.tidemark.publish;

import dev.tidemark.kafka.ClientSettings;
import dev.tidemark.kafka.KafkaProblems;
import dev.tidemark.kafka.Ledger;
import dev.tidemark.kafka.RowProducer;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.wire.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a run's staged rows exactly once: a chunk is one Kafka transaction that also enters the chunk into the
 * ledger. When Kafka was away, a new producer fences the old one, and the ledger tells which chunks are in.
 */
public final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Kafka's own client retries for two minutes each time. */
    private static final int PATIENCE = 5;

    private final KafkaAddress kafka;
    private final RunId run;
    private final CountDownLatch stopped = new CountDownLatch(1);

    public Publisher(KafkaAddress kafka, RunId run) {
        this.kafka = kafka;
        this.run = run;
    }

    /**
     * Publishes what is not in the log yet; returns when every row and every end is. Throws a ProblemException if that
     * can't be done, or not now; calling it again goes on where it stopped.
     */
    public void publish(List<RowsToPublish> tables, PublishListener listener) {
        attempt(tables, listener, Publication::go);
    }

    /** Writes the tables' begins alone, as {@link #publish} would. */
    void begin(List<RowsToPublish> tables, PublishListener listener) {
        attempt(tables, listener, Publication::begin);
    }

    private void attempt(
            List<RowsToPublish> tables, PublishListener listener, BiConsumer<Publication, RowProducer> work) {
        Map<String, Object> client = ClientSettings.of(kafka);
        for (int failures = 0; ; failures++) {
            Publication publication = new Publication(run, tables, listener, stopped);
            try (RowProducer producer = RowProducer.open(client, run)) {
                publication.skip(new Ledger(client).entries(run));
                work.accept(publication, producer);
                return;
            } catch (ProblemException e) {
                throw e;
            } catch (RuntimeException e) {
                failures = publication.movedOn() ? 0 : failures;
                if (!RowProducer.passing(e) || failures >= PATIENCE || stopped.getCount() == 0) {
                    throw KafkaProblems.of(e, kafka).asException(e);
                }
                LOG.warn("Run {}: publishing was held up", run, e);
                pause();
                listener.resumed(KafkaProblems.of(e, kafka).why());
            }
        }
    }

    /** Ends the work of {@link #publish} soon, between two rows; what is in the log stays there. */
    public void stop() {
        stopped.countDown();
    }

    private void pause() {
        try {
            boolean _ = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
