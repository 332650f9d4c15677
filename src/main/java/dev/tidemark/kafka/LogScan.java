package dev.tidemark.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads partitions from given offsets to the ends that they have when it begins. Of committed messages these are the ends
 * for everybody: where somebody's transaction is open, it waits until that is over, rather than miss what lies behind.
 */
final class LogScan {
    private static final Duration POLL = Duration.ofSeconds(1);
    /**
     * Where a transaction's end is the last that there is, no message tells that it was reached, and only the next, empty
     * fetch does; by default the broker would keep that for half a second, in the hope of more.
     */
    private static final int EMPTY_FETCH_MILLIS = 20;
    /** A cluster that goes away in the midst of it gives no error, only nothing: after that long it is asked. */
    private static final Duration STANDSTILL = Duration.ofSeconds(30);
    /** A program that died with a transaction open keeps committed messages back until that times out. */
    private static final Duration LONGEST = RowProducer.TRANSACTION_TIMEOUT.plus(STANDSTILL);

    private final Map<String, Object> settings;

    /**
     * @param client the cluster's client settings
     * @param isolation {@code read_committed} or {@code read_uncommitted}
     */
    LogScan(Map<String, Object> client, String isolation) {
        settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, EMPTY_FETCH_MILLIS);
    }

    /** What a consumer of committed messages would call the end is where the first open transaction begins. */
    private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        try (Admin admin = Admin.create(settings)) {
            admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new KafkaException("The ends of " + partitions + " could not be asked for", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /**
     * Hands on message by message until one is the last that is wanted, or there are no more. Throws a TimeoutException if
     * nothing comes though no transaction can be open for so long any more, or the cluster is gone.
     *
     * @param from the offset to begin at, partition by partition
     * @param wanted told each message; false ends it
     */
    void read(Map<TopicPartition, Long> from, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = ends(from.keySet());
            Set<TopicPartition> left = new HashSet<>(from.keySet());
            Map<TopicPartition, Long> before = Map.of();
            long moved = System.nanoTime();
            long asked = moved;
            while (true) {
                left.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
                if (left.isEmpty()) {
                    return;
                }
                Map<TopicPartition, Long> now = new HashMap<>();
                left.forEach(partition -> now.put(partition, consumer.position(partition)));
                if (!now.equals(before)) {
                    moved = System.nanoTime();
                    asked = moved;
                    before = now;
                } else if (System.nanoTime() - moved > LONGEST.toNanos()) {
                    throw new TimeoutException("Nothing came of " + left + " for " + LONGEST.toSeconds() + " s");
                } else if (System.nanoTime() - asked > STANDSTILL.toNanos()) {
                    Map<TopicPartition, Long> _ = ends(left);
                    asked = System.nanoTime();
                }
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    if (!wanted.test(message)) {
                        return;
                    }
                }
            }
        }
    }
}
