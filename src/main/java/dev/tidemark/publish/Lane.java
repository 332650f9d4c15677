package dev.tidemark.publish;

import dev.tidemark.kafka.RowProducer;
import dev.tidemark.wire.RunId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transactional id of the run's own, with a producer while there is one. */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Map<String, Object> client;
    private final RunId run;
    private final int number;
    private final long bufferBytes;
    private volatile @Nullable RowProducer producer;
    private volatile boolean abandoned;

    Lane(Map<String, Object> client, RunId run, int number, long bufferBytes) {
        this.client = client;
        this.run = run;
        this.number = number;
        this.bufferBytes = bufferBytes;
    }

    /** The producer; a new one has ended whatever an earlier one had begun. */
    synchronized RowProducer producer() {
        RowProducer open = producer;
        if (open == null) {
            open = RowProducer.lane(client, run, number, bufferBytes);
            producer = open;
        }
        if (abandoned) {
            drop();
            throw Publication.stopped();
        }
        return open;
    }

    /** Opens the producer before it is needed. Whoever needs it will be told if that fails. */
    void prepare() {
        try {
            RowProducer _ = producer();
        } catch (RuntimeException e) {
            LOG.debug("Lane {} of run {} could not be opened yet", number, run, e);
        }
    }

    /** The producer is not to be used any more. */
    synchronized void drop() {
        RowProducer open = producer;
        producer = null;
        if (open != null) {
            open.closeNow();
        }
    }

    /** The same for good, from any thread and without a wait: whoever is at work with the producer gets an exception. */
    void abandon() {
        abandoned = true;
        RowProducer open = producer;
        if (open != null) {
            open.closeNow();
        }
    }
}
