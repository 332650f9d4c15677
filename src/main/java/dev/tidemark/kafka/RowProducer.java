package dev.tidemark.kafka;

import dev.tidemark.plan.TableName;
import dev.tidemark.wire.HeaderNames;
import dev.tidemark.wire.LedgerEntry;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run's rows, a chunk a transaction. Its transactional id is the run's own: a second producer for the same run
 * fences the first (KIP-98). Everything it throws is a KafkaException.
 */
public final class RowProducer implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final RunId run;

    private RowProducer(KafkaProducer<byte[], byte[]> producer, RunId run) {
        this.producer = producer;
        this.run = run;
    }

    public static RowProducer open(Map<String, Object> client, RunId run) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "tidemark-rows-" + run);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 120_000);
        settings.putAll(throughput());
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return new RowProducer(producer, run);
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * The settings that make a producer fast with rows. Measured on 2 cores: twice the rows a second of the defaults; the
     * buffer fits into a heap of 256 MB.
     */
    public static Map<String, Object> throughput() {
        return Map.of(
                ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024,
                ProducerConfig.LINGER_MS_CONFIG, 20,
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
                ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 * 1024 * 1024);
    }

    /** The partition that the Java client's default partitioner picks for this key. */
    public static int partition(byte[] key, int partitions) {
        return BuiltInPartitioner.partitionForKey(key, partitions);
    }

    /** The way of one table's rows into their topic. */
    public Rows rows(TableName table, String topic) {
        List<Header> headers = new ArrayList<>(Records.headers(MessageKind.ROW, run));
        headers.add(new RecordHeader(HeaderNames.TABLE, Records.utf8(table.toString())));
        return (partition, key, value) -> producer.send(new ProducerRecord<>(topic, partition, key, value, headers));
    }

    /** Sends rows of one table. */
    @FunctionalInterface
    public interface Rows {
        void send(int partition, byte @Nullable [] key, byte[] value);
    }

    public void begin() {
        producer.beginTransaction();
    }

    public void control(String topic, int partition, MessageKind kind, String key, byte[] value) {
        producer.send(Records.control(topic, partition, kind, run, key, value));
    }

    /** Enters into the ledger, in the transaction that is open, what that transaction puts into the log. */
    public void enter(LedgerEntry entry) {
        control(LedgerEntry.TOPIC, 0, MessageKind.LEDGER, entry.key(), entry.toBytes());
    }

    /** Flushes and makes visible what was sent since {@link #begin()}; throws if one message could not be written. */
    public void commit() {
        producer.commitTransaction();
    }

    /** Whether the same work may succeed a little later: the cluster is slow or away, rather than says no. */
    public static boolean passing(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof RetriableException) {
                return true;
            }
        }
        return false;
    }

    public void abort() {
        producer.abortTransaction();
    }

    /** Ends at once; what is not committed is aborted. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
