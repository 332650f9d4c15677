package dev.tidemark.kafka;

import dev.tidemark.plan.TableName;
import dev.tidemark.wire.CloudEvent;
import dev.tidemark.wire.HeaderNames;
import dev.tidemark.wire.LedgerEntry;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run's rows, a chunk a transaction. Its transactional id is the run's own: a second producer for the same run
 * fences the first (KIP-98). Everything it throws is a KafkaException.
 */
public final class RowProducer implements AutoCloseable {
    /** What all producers of a run may keep in memory together. */
    public static final long BUFFER_BYTES = 64L * 1024 * 1024;

    /** After that the cluster ends what a program that died had begun. */
    static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(2);

    private static final int FIRST_RETRY_MILLIS = 5;
    private static final int LZ4_FRAME = 32;

    private final KafkaProducer<byte[], byte[]> producer;
    private final RunId run;

    private RowProducer(KafkaProducer<byte[], byte[]> producer, RunId run) {
        this.producer = producer;
        this.run = run;
    }

    /**
     * The run's own producer.
     *
     * @param bufferBytes how much it may keep in memory; the longest row has to fit
     */
    public static RowProducer open(Map<String, Object> client, RunId run, long bufferBytes) {
        return open(client, run, RowTransactions.own(run), bufferBytes);
    }

    /**
     * One of several producers that work for a run at the same time.
     *
     * @param number from 0; a second producer with the same number fences the first
     * @param bufferBytes how much it may keep in memory; the longest row has to fit
     */
    public static RowProducer lane(Map<String, Object> client, RunId run, int number, long bufferBytes) {
        return open(client, run, RowTransactions.lane(run, number), bufferBytes);
    }

    private static RowProducer open(Map<String, Object> client, RunId run, String id, long bufferBytes) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
        // A slow cluster is to slow the rows down rather than to end them.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 60_000);
        // A new transactional id is always told to come back once; by default that would be after 100 ms. It gets
        // longer
        // each time, up to a second.
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, FIRST_RETRY_MILLIS);
        settings.putAll(throughput());
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, (int) bufferBytes);
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
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                BUFFER_BYTES);
    }

    /**
     * How many bytes a row's key and value may have together.
     *
     * @param topicBytes the largest batch that the topic takes, {@code max.message.bytes}; counted as if nothing were compressed
     * @param bufferBytes what the producer may keep in memory
     * @param event what the rows are as CloudEvents, if they are
     */
    public static RowLimit longestRow(
            long topicBytes, long bufferBytes, RunId run, TableName table, Optional<CloudEvent> event) {
        List<Header> headers = headers(table, run, event);
        event.ifPresent(_ -> headers.add(id(run, Integer.MAX_VALUE, Long.MAX_VALUE)));
        long around = AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE,
                CompressionType.NONE,
                new byte[0],
                new byte[0],
                headers.toArray(Header[]::new));
        // What can't be compressed becomes longer: LZ4 adds 4 bytes to each block of 64 kB, and a frame around them.
        long inTopic = topicBytes - topicBytes / 8_192;
        return inTopic <= bufferBytes
                ? new RowLimit(inTopic - around - LZ4_FRAME, RowLimit.Of.TOPIC)
                : new RowLimit(bufferBytes - around - LZ4_FRAME, RowLimit.Of.MEMORY);
    }

    /** The partition that the Java client's default partitioner picks for this key. */
    public static int partition(byte[] key, int partitions) {
        return BuiltInPartitioner.partitionForKey(key, partitions);
    }

    /** The way of one table's rows into their topic. */
    public Rows rows(TableName table, String topic) {
        List<Header> headers = headers(table, run, Optional.empty());
        return (partition, key, value) -> producer.send(new ProducerRecord<>(topic, partition, key, value, headers));
    }

    /** The way of one chunk's rows as CloudEvents, in their order. */
    public Rows events(TableName table, String topic, CloudEvent event, int chunk) {
        List<Header> headers = headers(table, run, Optional.of(event));
        AtomicLong row = new AtomicLong();
        return (partition, key, value) -> {
            ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, partition, key, value, headers);
            message.headers().add(id(run, chunk, row.getAndIncrement()));
            producer.send(message);
        };
    }

    private static List<Header> headers(TableName table, RunId run, Optional<CloudEvent> event) {
        List<Header> headers = new ArrayList<>(Records.headers(MessageKind.ROW, run));
        headers.add(new RecordHeader(HeaderNames.TABLE, Records.utf8(table.toString())));
        event.ifPresent(of ->
                of.headers().forEach((name, value) -> headers.add(new RecordHeader(name, Records.utf8(value)))));
        return headers;
    }

    private static Header id(RunId run, int chunk, long row) {
        return new RecordHeader("ce_id", Records.utf8(CloudEvent.id(run, chunk, row)));
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

    /** Whether another producer, or the cluster because it took too long, has ended this one's transaction. */
    public static boolean outrun(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof ProducerFencedException || e instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    public void abort() {
        producer.abortTransaction();
    }

    /** Ends without a wait, from any thread; whoever is at work with it gets an exception. */
    public void closeNow() {
        producer.close(Duration.ZERO);
    }

    /** Ends at once; what is not committed is aborted. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
