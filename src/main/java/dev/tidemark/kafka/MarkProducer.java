package dev.tidemark.kafka;

import dev.tidemark.wire.ControlKeys;
import dev.tidemark.wire.LedgerEntry;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.Preparation;
import dev.tidemark.wire.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a run's marks in one Kafka transaction: all partitions have them or none (KIP-98). Opening it pays, before any
 * lock, for what a first send would otherwise pay for while writers wait: connections, metadata, the producer's id; what
 * else there is to warm, {@link #undo} allows to try out where it can be undone.
 */
public final class MarkProducer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MarkProducer.class);
    /** How long beyond what the gate may take the broker waits for a console that died with the transaction open. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int RETRY_MILLIS = 5;
    private static final int AN_HOUR_MILLIS = 3_600_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final TransactionEnd end;
    private final RunId run;
    private boolean open;
    private List<Place> scratch = List.of();

    private MarkProducer(KafkaProducer<byte[], byte[]> producer, TransactionEnd end, RunId run) {
        this.producer = producer;
        this.end = end;
        this.run = run;
    }

    /**
     * @param client the cluster's client settings
     * @param run the run whose marks these are
     * @param longest the longest time from asking for the lock to opening the gate
     * @param topics the event topics
     */
    public static MarkProducer open(
            Map<String, Object> client, RunId run, Duration longest, Collection<String> topics) {
        String transaction = transactionalId(run);
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transaction);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, AN_HOUR_MILLIS);
        // A request that has to be repeated keeps writers waiting: the default would wait 100 ms first.
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_MILLIS);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int)
                longest.plus(GRACE).toMillis());
        Admin admin = Admin.create(client);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        MarkProducer marks = new MarkProducer(producer, new TransactionEnd(admin, transaction), run);
        try {
            topics.forEach(producer::partitionsFor);
            producer.initTransactions();
            marks.enterStart();
            marks.scratch = ScratchTopic.create(admin)
                    ? IntStream.range(
                                    0, producer.partitionsFor(ScratchTopic.NAME).size())
                            .mapToObj(partition -> new Place(ScratchTopic.NAME, partition))
                            .toList()
                    : List.of(new Place(LedgerEntry.TOPIC, 0));
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

    static String transactionalId(RunId run) {
        return "tidemark-marks-" + run;
    }

    /** Puts a record into the ledger that says that the run began. */
    private void enterStart() {
        producer.beginTransaction();
        producer.send(Records.control(
                LedgerEntry.TOPIC, 0, MessageKind.LEDGER, run, "started:" + run, Records.utf8("{\"tidemark\":1}")));
        producer.commitTransaction();
        end.await();
    }

    /** As many places as asked for where marks can be tried out; some may be the same partition. */
    public List<Place> scratch(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> scratch.get(i % scratch.size()))
                .toList();
    }

    /** Begins the transaction that the next marks are in; asks nothing of the cluster. */
    public void begin() {
        producer.beginTransaction();
        open = true;
    }

    /**
     * Begins it, and writes a message that says nothing to every place, so that the cluster takes the partitions into the
     * transaction now: it would else do so with the marks, while writers wait.
     *
     * @return done when all are in the log; fails if one is not
     */
    public CompletableFuture<Void> prepare(List<Place> places) {
        begin();
        byte[] value = new Preparation(run).toBytes();
        return sendAll(places, MessageKind.PREPARE, ControlKeys.prepare(run), value, _ -> {})
                .thenAccept(_ -> {});
    }

    /**
     * Sends a mark to every place, all at once.
     *
     * @param value the mark
     * @param landed is told each mark's position when the broker has it
     * @return done when all are in the log, though not visible yet; fails if one is not
     */
    public CompletableFuture<List<Position>> send(List<Place> places, byte[] value, Consumer<Position> landed) {
        return sendAll(places, MessageKind.MARK, ControlKeys.mark(run), value, landed);
    }

    private CompletableFuture<List<Position>> sendAll(
            List<Place> places, MessageKind kind, String key, byte[] value, Consumer<Position> landed) {
        List<CompletableFuture<Position>> sent = new ArrayList<>(places.size());
        for (Place place : places) {
            sent.add(send(Records.control(place.topic(), place.partition(), kind, run, key, value), landed));
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .thenApply(_ -> sent.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<Position> send(ProducerRecord<byte[], byte[]> message, Consumer<Position> landed) {
        CompletableFuture<Position> acknowledged = new CompletableFuture<>();
        producer.send(message, (metadata, error) -> {
            if (error == null) {
                Position position = new Position(metadata.topic(), metadata.partition(), metadata.offset());
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

    /** Takes back what was sent, and waits until the cluster is done with it: the next transaction begins at once. */
    public void undo() {
        producer.abortTransaction();
        open = false;
        end.await();
    }

    @Override
    public void close() {
        abort();
        producer.close(Duration.ofSeconds(1));
        end.close();
    }
}
