package dev.tidemark.kafka;

import dev.tidemark.wire.ControlKeys;
import dev.tidemark.wire.LedgerEntry;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a run's marks in one Kafka transaction: all partitions have them or none (KIP-98). Opening it pays, before any
 * lock, for what a first send would otherwise pay for while writers wait: connections, metadata, the producer's id,
 * classes.
 */
public final class MarkProducer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MarkProducer.class);
    /** How long beyond the budget the broker waits for a console that died with the transaction open. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final RunId run;
    private boolean open;

    private MarkProducer(KafkaProducer<byte[], byte[]> producer, RunId run) {
        this.producer = producer;
        this.run = run;
    }

    /**
     * @param client the cluster's client settings
     * @param run the run whose marks these are
     * @param budget the longest time that the gate is closed
     * @param partitions each event topic's number of partitions
     */
    public static MarkProducer open(
            Map<String, Object> client, RunId run, Duration budget, Map<String, Integer> partitions) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId(run));
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int)
                budget.plus(GRACE).toMillis());
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        MarkProducer marks = new MarkProducer(producer, run);
        try {
            partitions.keySet().forEach(producer::partitionsFor);
            producer.initTransactions();
            marks.warmUp();
            return marks;
        } catch (KafkaException e) {
            marks.close();
            throw e;
        }
    }

    /** Ends a transaction that another program left open with a run's marks: they are aborted now, not at its timeout. */
    public static void fence(Map<String, Object> client, RunId run) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId(run));
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
        }
    }

    private static String transactionalId(RunId run) {
        return "tidemark-marks-" + run;
    }

    /** Goes once through all that a mark goes through, with a record in the ledger that says that the run began. */
    private void warmUp() {
        producer.beginTransaction();
        producer.send(Records.control(
                LedgerEntry.TOPIC, 0, MessageKind.LEDGER, run, "started:" + run, Records.utf8("{\"tidemark\":1}")));
        producer.commitTransaction();
    }

    /**
     * Sends a mark to every partition, all at once.
     *
     * @param partitions each event topic's number of partitions
     * @param value the mark
     * @param landed is told each mark's position when the broker has it
     * @return done when all are in the log, though not visible yet; fails if one is not
     */
    public CompletableFuture<List<Position>> send(
            Map<String, Integer> partitions, byte[] value, Consumer<Position> landed) {
        producer.beginTransaction();
        open = true;
        List<CompletableFuture<Position>> marks = new ArrayList<>();
        partitions.forEach((topic, count) -> {
            for (int partition = 0; partition < count; partition++) {
                marks.add(send(topic, partition, value, landed));
            }
        });
        return CompletableFuture.allOf(marks.toArray(CompletableFuture[]::new))
                .thenApply(_ -> marks.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<Position> send(String topic, int partition, byte[] value, Consumer<Position> landed) {
        CompletableFuture<Position> acknowledged = new CompletableFuture<>();
        producer.send(
                Records.control(topic, partition, MessageKind.MARK, run, ControlKeys.mark(run), value),
                (metadata, error) -> {
                    if (error == null) {
                        Position position = new Position(topic, partition, metadata.offset());
                        landed.accept(position);
                        acknowledged.complete(position);
                    } else {
                        acknowledged.completeExceptionally(error);
                    }
                });
        return acknowledged;
    }

    /** Makes the marks visible. Their offsets were fixed when they were sent. */
    public void commit() {
        producer.commitTransaction();
        open = false;
    }

    /** Whether marks may have been sent that are not committed. */
    public boolean pending() {
        return open;
    }

    /** Takes uncommitted marks back. If the cluster doesn't answer, it does so itself when the transaction times out. */
    public void abort() {
        if (open) {
            open = false;
            try {
                producer.abortTransaction();
            } catch (KafkaException | IllegalStateException e) {
                LOG.warn("Run {}: the marks' transaction could not be aborted; it ends by its timeout", run, e);
            }
        }
    }

    @Override
    public void close() {
        abort();
        producer.close(Duration.ofSeconds(1));
    }
}
