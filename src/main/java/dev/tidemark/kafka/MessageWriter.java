package dev.tidemark.kafka;

import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.TableName;
import dev.tidemark.wire.HeaderNames;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages one by one, each acknowledged before the next: slow, and in an order that a person can follow. Throws
 * ProblemExceptions.
 */
public final class MessageWriter implements AutoCloseable {
    private static final long LIMIT_SECONDS = 12;

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaAddress address;

    private MessageWriter(KafkaProducer<byte[], byte[]> producer, KafkaAddress address) {
        this.producer = producer;
        this.address = address;
    }

    public static MessageWriter open(KafkaAddress address) {
        Map<String, Object> settings = ClientSettings.of(address);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        try {
            return new MessageWriter(
                    new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), address);
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, address).asException(e);
        }
    }

    /** How many partitions a topic has. */
    public int partitions(String topic) {
        try {
            return producer.partitionsFor(topic).size();
        } catch (KafkaException e) {
            throw KafkaProblems.of(e, address).asException(e);
        }
    }

    /** An application's event, into the partition that its key belongs to. */
    public Position event(String topic, String key, @Nullable String value) {
        return send(new ProducerRecord<>(topic, Records.utf8(key), value == null ? null : Records.utf8(value)));
    }

    /** One of Tidemark's messages that are not rows. */
    public Position control(String topic, int partition, MessageKind kind, RunId run, String key, byte[] value) {
        return send(Records.control(topic, partition, kind, run, key, value));
    }

    /** A row of a backfill. */
    public Position row(String topic, int partition, RunId run, TableName table, String key, String value) {
        List<Header> headers = new ArrayList<>(Records.headers(MessageKind.ROW, run));
        headers.add(new RecordHeader(HeaderNames.TABLE, Records.utf8(table.toString())));
        return send(new ProducerRecord<>(topic, partition, Records.utf8(key), Records.utf8(value), headers));
    }

    private Position send(ProducerRecord<byte[], byte[]> record) {
        try {
            RecordMetadata metadata = producer.send(record).get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return new Position(metadata.topic(), metadata.partition(), metadata.offset());
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw KafkaProblems.of(e, address).asException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaProblems.of(e, address).asException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
