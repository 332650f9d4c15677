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
 * ledger. Several chunks may be under way at once, each with a producer and a transactional id of its own. When Kafka was
 * away, new producers fence the old ones, and then the ledger tells which chunks are in.
 */
public final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Kafka's own client retries for two minutes each time. */
    private static final int PATIENCE = 5;

    private final KafkaAddress kafka;
    private final RunId run;
    private final int atOnce;
    private final long bufferBytes;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * @param atOnce how many chunks may be under way at once, at least 1; the same each time for a run, so that whoever goes
     *     on with it knows whom to fence
     * @param bufferBytes how much may be in memory for each; the longest row has to fit
     */
    public Publisher(KafkaAddress kafka, RunId run, int atOnce, long bufferBytes) {
        this.kafka = kafka;
        this.run = run;
        this.atOnce = atOnce;
        this.bufferBytes = bufferBytes;
    }

    /**
     * Publishes what is not in the log yet; returns when every row and every end is. Throws a ProblemException if that
     * can't be done, or not now; calling it again goes on where it stopped.
     */
    public void publish(List<RowsToPublish> tables, PublishListener listener) {
        // Where the rows are in the log already, ends alone are written.
        boolean rows = tables.stream().anyMatch(table -> !table.chunks().isEmpty());
        attempt(tables, listener, rows ? atOnce : 1, false, Publication::go);
    }

    /** Writes the tables' begins alone, as {@link #publish} would, of a run of which nothing is in the log. */
    void begin(List<RowsToPublish> tables, PublishListener listener) {
        attempt(tables, listener, 1, true, Publication::begin);
    }

    private void attempt(
            List<RowsToPublish> tables,
            PublishListener listener,
            int producers,
            boolean first,
            BiConsumer<Publication, List<RowProducer>> work) {
        Map<String, Object> client = ClientSettings.of(kafka);
        boolean nothingIn = first;
        for (int failures = 0; ; failures++) {
            Publication publication = new Publication(run, tables, listener, stopped);
            try (Producers open = Producers.open(client, run, producers, bufferBytes)) {
                if (!nothingIn) {
                    publication.skip(new Ledger(client).entries(run));
                }
                nothingIn = false;
                work.accept(publication, open.all());
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
