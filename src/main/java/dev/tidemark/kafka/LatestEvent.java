package dev.tidemark.kafka;

import dev.tidemark.plan.KafkaAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The application's latest message in a topic, read without a consumer group, so that the cluster keeps no trace of it. */
public final class LatestEvent {
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(250);
    /** Marks, and what transactions leave in the log, may stand behind the latest event. */
    private static final long BACK = 50;

    private LatestEvent() {}

    /**
     * Empty if none is found in the last messages of each partition, in a few seconds.
     *
     * @param partitions how many the topic has
     */
    public static Optional<LogMessage> of(KafkaAddress address, String topic, int partitions) {
        Map<String, Object> settings = ClientSettings.of(address);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(all);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(all, LONGEST);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all, LONGEST);
            ends.forEach((partition, end) ->
                    consumer.seek(partition, Math.max(begins.getOrDefault(partition, 0L), end - BACK)));
            Optional<ConsumerRecord<byte[], byte[]>> latest = Optional.empty();
            long start = System.nanoTime();
            while (System.nanoTime() - start < LONGEST.toNanos()
                    && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                ConsumerRecords<byte[], byte[]> some = consumer.poll(POLL);
                Optional<ConsumerRecord<byte[], byte[]>> before = latest;
                latest = StreamSupport.stream(some.spliterator(), false)
                        .filter(LatestEvent::isOfTheApplication)
                        .max(Comparator.comparingLong(ConsumerRecord::timestamp))
                        .filter(found -> before.filter(b -> b.timestamp() > found.timestamp())
                                .isEmpty())
                        .or(() -> before);
            }
            return latest.flatMap(TopicTail::message);
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, address).asException(e);
        }
    }

    private static boolean isOfTheApplication(ConsumerRecord<byte[], byte[]> record) {
        return TopicTail.message(record)
                .filter(message -> message.kind().isEmpty())
                .isPresent();
    }
}
