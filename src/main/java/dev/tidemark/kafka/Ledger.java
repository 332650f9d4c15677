package dev.tidemark.kafka;

import dev.tidemark.wire.LedgerEntry;
import dev.tidemark.wire.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topic that knows which chunks of which run are in the log. */
public final class Ledger {
    private static final TopicPartition PARTITION = new TopicPartition(LedgerEntry.TOPIC, 0);

    private final Map<String, Object> client;

    public Ledger(Map<String, Object> client) {
        this.client = Map.copyOf(client);
    }

    /** Makes the topic unless it is there. */
    public void create() {
        CompactedTopic.create(client, LedgerEntry.TOPIC);
    }

    /** What is in the log of a run, as far as it was committed. */
    public List<LedgerEntry> entries(RunId run) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<LedgerEntry> entries = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            while (consumer.position(PARTITION) < end) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
                    if (message.value() != null && message.key().startsWith(LedgerEntry.prefix(run))) {
                        entries.add(LedgerEntry.parse(message.value()));
                    }
                }
            }
        }
        return entries;
    }
}
