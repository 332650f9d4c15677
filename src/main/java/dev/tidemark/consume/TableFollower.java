package dev.tidemark.consume;

import dev.tidemark.plan.TableName;
import dev.tidemark.wire.Checksum;
import dev.tidemark.wire.ControlKeys;
import dev.tidemark.wire.End;
import dev.tidemark.wire.HeaderNames;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows one table's events and backfills as docs/protocol.md asks of a consumer, and keeps the table's rows by their
 * keys: events up to a mark, the run's rows in the place of what is known, the events after it. Reads up to the present
 * end each time that it is asked to; for one thread.
 *
 * @param <V> what a row's value is read as; compared with {@code equals}
 */
public final class TableFollower<V> {
    /** Short, since a poll that meets nothing but a transaction's end waits for its whole time. */
    private static final Duration POLL = Duration.ofMillis(50);

    private final Map<String, Object> client;
    private final TableName table;
    private final String eventTopic;
    private final String rowsTopic;
    private final Function<byte[], V> reader;
    private final BiFunction<byte[], Integer, Integer> partitioner;
    private final Map<String, V> rows = new HashMap<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    /**
     * What one mark came to, in one partition.
     *
     * @param run the backfill
     * @param outcome whether its rows were applied
     * @param wrong keys whose backfilled row is not what the events up to the mark had made of it
     * @param twice rows that were there more than once between begin and end
     */
    public record Marked(String run, Outcome outcome, long wrong, long twice) {}

    /** What became of a mark. */
    public enum Outcome {
        APPLIED,
        VOIDED,
        /** Neither an end nor a void: a consumer would wait for ever. */
        OPEN,
        /** Count or checksum are not what the end says. */
        DAMAGED
    }

    /**
     * @param client the cluster's client settings
     * @param partitioner the partition of a key, given its bytes and the number of partitions
     */
    public TableFollower(
            Map<String, Object> client,
            TableName table,
            String eventTopic,
            String rowsTopic,
            Function<byte[], V> reader,
            BiFunction<byte[], Integer, Integer> partitioner) {
        this.client = new HashMap<>(client);
        this.client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.table = table;
        this.eventTopic = eventTopic;
        this.rowsTopic = rowsTopic;
        this.reader = reader;
        this.partitioner = partitioner;
    }

    /** Forgets what was known and goes on from here: the topics' present ends, and these rows. */
    public void startFrom(Map<String, V> known) {
        rows.clear();
        rows.putAll(known);
        try (var consumer = consumer()) {
            positions.clear();
            positions.putAll(consumer.endOffsets(partitions(consumer, eventTopic)));
            positions.putAll(consumer.endOffsets(partitions(consumer, rowsTopic)));
        }
    }

    /** The rows as they are known now. */
    public Map<String, V> rows() {
        return Map.copyOf(rows);
    }

    /** Reads up to the present ends; gives what the marks on the way came to. */
    public List<Marked> follow() {
        try (var consumer = consumer()) {
            List<TopicPartition> events = partitions(consumer, eventTopic);
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> eventLog = read(consumer, events);
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> rowsLog =
                    read(consumer, partitions(consumer, rowsTopic));
            List<Marked> marks = new ArrayList<>();
            for (TopicPartition partition : events) {
                List<ConsumerRecord<byte[], byte[]>> log = eventLog.getOrDefault(partition, List.of());
                for (int i = 0; i < log.size(); i++) {
                    ConsumerRecord<byte[], byte[]> message = log.get(i);
                    if (is(message, MessageKind.MARK)) {
                        marks.add(mark(
                                header(message, HeaderNames.RUN),
                                partition.partition(),
                                events.size(),
                                log.subList(i, log.size()),
                                rowsLog.getOrDefault(new TopicPartition(rowsTopic, partition.partition()), List.of())));
                    } else if (header(message, HeaderNames.KIND).isEmpty()) {
                        apply(message);
                    }
                }
            }
            return marks;
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> event) {
        String key = text(event.key());
        if (event.value() == null) {
            rows.remove(key);
        } else {
            rows.put(key, reader.apply(event.value()));
        }
    }

    /** @param rest the partition's events from the mark on */
    private Marked mark(
            String run,
            int partition,
            int partitions,
            List<ConsumerRecord<byte[], byte[]>> rest,
            List<ConsumerRecord<byte[], byte[]>> rowsLog) {
        Optional<End> end = rowsLog.stream()
                .filter(m -> is(m, MessageKind.END) && text(m.key()).equals(ControlKeys.end(new RunId(run), table)))
                .findFirst()
                .map(m -> End.parse(m.value()));
        if (rest.stream()
                .anyMatch(m ->
                        is(m, MessageKind.VOID) && header(m, HeaderNames.RUN).equals(run))) {
            return new Marked(run, Outcome.VOIDED, 0, 0);
        }
        return end.map(e -> rows(run, partition, partitions, e, rowsLog))
                .orElseGet(() -> new Marked(run, Outcome.OPEN, 0, 0));
    }

    private Marked rows(
            String run, int partition, int partitions, End end, List<ConsumerRecord<byte[], byte[]>> rowsLog) {
        Map<String, V> backfilled = new HashMap<>();
        Checksum checksum = new Checksum();
        for (ConsumerRecord<byte[], byte[]> message : rowsLog) {
            if (is(message, MessageKind.ROW)
                    && header(message, HeaderNames.RUN).equals(run)
                    && header(message, HeaderNames.TABLE).equals(table.toString())) {
                checksum.add(message.key(), message.value());
                backfilled.put(text(message.key()), reader.apply(message.value()));
            }
        }
        long twice = checksum.rows() - backfilled.size();
        if (end.rows() != checksum.rows() || !end.checksum().equals(checksum.text())) {
            return new Marked(run, Outcome.DAMAGED, 0, twice);
        }
        Map<String, V> known = new HashMap<>(rows);
        known.keySet()
                .removeIf(key -> partitioner.apply(key.getBytes(StandardCharsets.UTF_8), partitions) != partition);
        long wrong = known.entrySet().stream()
                        .filter(e -> !Objects.equals(backfilled.get(e.getKey()), e.getValue()))
                        .count()
                + backfilled.keySet().stream()
                        .filter(key -> !known.containsKey(key))
                        .count();
        rows.keySet().removeAll(known.keySet());
        rows.putAll(backfilled);
        return new Marked(run, Outcome.APPLIED, wrong, twice);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        // A topic that is not there yet has none.
        return Optional.ofNullable(consumer.listTopics().get(topic)).orElse(List.of()).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
    }

    /** From where we were to the end that a consumer of committed messages sees now. */
    private Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> read(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> read = new HashMap<>();
        consumer.assign(partitions);
        partitions.forEach(p -> consumer.seek(p, positions.getOrDefault(p, 0L)));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(message.topic(), message.partition());
                read.computeIfAbsent(partition, _ -> new ArrayList<>()).add(message);
            }
        }
        partitions.forEach(p -> positions.put(p, consumer.position(p)));
        return read;
    }

    private static boolean is(ConsumerRecord<byte[], byte[]> message, MessageKind kind) {
        return header(message, HeaderNames.KIND).equals(kind.text());
    }

    /** Empty where there is none. */
    private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null ? "" : text(header.value());
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
