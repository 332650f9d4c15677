package dev.tidemark.kafka;

import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.wire.HeaderNames;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.Position;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows topics: tells each message that comes in after it was opened, but for those of a kind that is not known here,
 * which count for nothing. Belongs to no consumer group and commits
 * nothing, so the cluster keeps no trace of it.
 */
public final class TopicTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(3);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean over;

    private TopicTail(KafkaConsumer<byte[], byte[]> consumer, Consumer<LogMessage> arrived) {
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().daemon().name("topic-tail").unstarted(() -> follow(arrived));
    }

    /**
     * Begins at the topics' present ends.
     *
     * @param topics each with its number of partitions; a consumer that asked for them itself would be told "none" by a
     *     broker that has not heard of a new topic yet
     * @param arrived told each message, on the tail's own thread
     */
    public static TopicTail open(KafkaAddress address, Map<String, Integer> topics, Consumer<LogMessage> arrived) {
        Map<String, Object> settings = ClientSettings.of(address);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Fetches are answered at once when something is there; this is for when nothing is.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = new ArrayList<>();
            topics.forEach((topic, count) -> {
                for (int partition = 0; partition < count; partition++) {
                    partitions.add(new TopicPartition(topic, partition));
                }
            });
            consumer.assign(partitions);
            consumer.endOffsets(partitions).forEach(consumer::seek);
            TopicTail tail = new TopicTail(consumer, arrived);
            tail.thread.start();
            return tail;
        } catch (KafkaException e) {
            consumer.close();
            throw KafkaProblems.of(e, address).asException(e);
        }
    }

    private void follow(Consumer<LogMessage> arrived) {
        try (consumer) {
            while (!over) {
                consumer.poll(POLL).forEach(record -> message(record).ifPresent(arrived));
            }
        } catch (WakeupException e) {
            LOG.debug("The tail is closed");
        } catch (KafkaException e) {
            LOG.warn("The log can't be followed any longer", e);
        }
    }

    static Optional<LogMessage> message(ConsumerRecord<byte[], byte[]> record) {
        Optional<String> word = header(record, HeaderNames.KIND);
        Optional<MessageKind> kind = word.flatMap(TopicTail::kind);
        if (word.isPresent() && kind.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LogMessage(
                new Position(record.topic(), record.partition(), record.offset()),
                kind,
                header(record, HeaderNames.RUN).orElse(""),
                text(record.key()),
                text(record.value())));
    }

    private static Optional<MessageKind> kind(String word) {
        return Arrays.stream(MessageKind.values())
                .filter(kind -> kind.text().equals(word))
                .findFirst();
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? Optional.empty() : text(header.value());
    }

    private static Optional<String> text(byte @Nullable [] bytes) {
        return bytes == null ? Optional.empty() : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        over = true;
        consumer.wakeup();
        try {
            thread.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
