package dev.tidemark.consume;

import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.wire.HeaderNames;
import dev.tidemark.wire.MessageKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning to its end, with a consumer that knows nothing of Tidemark. */
@org.jspecify.annotations.NullUnmarked
public final class LogReader {

    /** A message as it stands in the log; key and value may be null. */
    public record Message(
            int partition,
            long offset,
            byte[] key,
            byte[] value,
            Optional<MessageKind> kind,
            String run,
            Map<String, String> headers) {
        public String keyText() {
            return key == null ? null : new String(key, StandardCharsets.UTF_8);
        }

        public String valueText() {
            return value == null ? null : new String(value, StandardCharsets.UTF_8);
        }
    }

    private LogReader() {}

    /** What a {@code read_committed} consumer sees, by partition and offset. */
    public static List<Message> committed(KafkaAddress kafka, String topic) {
        return read(kafka, topic, "read_committed");
    }

    /** What a {@code read_uncommitted} consumer sees. */
    public static List<Message> all(KafkaAddress kafka, String topic) {
        return read(kafka, topic, "read_uncommitted");
    }

    private static List<Message> read(KafkaAddress kafka, String topic, String isolation) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                isolation);
        List<Message> messages = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                        messages.add(message(record));
                    }
                });
            }
        }
        messages.sort(Comparator.comparing(Message::partition).thenComparing(Message::offset));
        return messages;
    }

    private static Message message(ConsumerRecord<byte[], byte[]> record) {
        Optional<MessageKind> kind =
                header(record, HeaderNames.KIND).map(text -> MessageKind.valueOf(text.toUpperCase(Locale.ROOT)));
        return new Message(
                record.partition(),
                record.offset(),
                record.key(),
                record.value(),
                kind,
                header(record, HeaderNames.RUN).orElse(""),
                headers(record));
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }
}
