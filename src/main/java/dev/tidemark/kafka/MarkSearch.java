package dev.tidemark.kafka;

import dev.tidemark.wire.ControlKeys;
import dev.tidemark.wire.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks through the event topics for a run's marks, visible or not. */
public final class MarkSearch {
    private final Map<String, Object> client;

    public MarkSearch(Map<String, Object> client) {
        this.client = Map.copyOf(client);
    }

    /**
     * Whether a consumer may have seen a mark of this run, or a void: also one that reads uncommitted messages.
     *
     * @param from where to begin in each topic's partitions, by topic and partition
     */
    public boolean finds(RunId run, Map<String, Map<Integer, Long>> from) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        byte[] key = ControlKeys.mark(run).getBytes(StandardCharsets.UTF_8);
        Map<TopicPartition, Long> starts = new HashMap<>();
        from.forEach((topic, offsets) ->
                offsets.forEach((partition, offset) -> starts.put(new TopicPartition(topic, partition), offset)));
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(starts.keySet());
            starts.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(starts.keySet());
            Set<TopicPartition> left = new HashSet<>(starts.keySet());
            while (true) {
                left.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
                if (left.isEmpty()) {
                    return false;
                }
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
                    if (Arrays.equals(message.key(), key)) {
                        return true;
                    }
                }
            }
        }
    }
}
