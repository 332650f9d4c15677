package dev.tidemark.bench;

import dev.tidemark.kafka.RowProducer;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.read.BareRead;
import dev.tidemark.wire.HeaderNames;
import dev.tidemark.wire.MessageKind;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The bounds: what the server sends, what the producer takes, and both together without anything around them. */
final class HandWritten {
    private static final String TOPIC = BenchTable.TOPIC + ".loop";
    private static final long SAMPLE_BLOCKS = 600;
    /** As those that a run's rows have. */
    private static final List<Header> HEADERS = List.of(
            header(HeaderNames.KIND, MessageKind.ROW.text()),
            header(HeaderNames.RUN, "20260101-000000-hand"),
            header(HeaderNames.TABLE, "bench.rows"));

    private record Message(byte @Nullable [] key, byte[] value) {}

    private final Login login;
    private final Map<String, Object> producer;
    private final int readers;

    HandWritten(Login login, Map<String, Object> client, int readers) {
        this.login = login;
        this.producer = new HashMap<>(client);
        this.producer.putAll(RowProducer.throughput());
        this.readers = readers;
    }

    void copy(BenchTable table) throws Exception {
        new Ranges(login, readers).read(table, (read, first, end) -> {
            long _ = read.nowhere(first, end);
        });
    }

    /** How many bytes COPY sends of the whole table, a row. */
    double bytesPerRow(BenchTable table) throws SQLException {
        try (PgSession session = session()) {
            return (double) BareRead.of(session, table.plan()).nowhere(0, OptionalLong.empty()) / table.rows();
        }
    }

    void produce(BenchTable table) throws SQLException {
        List<Message> messages = new ArrayList<>();
        try (PgSession session = session()) {
            BareRead.of(session, table.plan())
                    .rows(0, OptionalLong.of(SAMPLE_BLOCKS), (key, value) -> messages.add(new Message(key, value)));
        }
        try (var open = open()) {
            for (long sent = 0; sent < table.rows(); sent++) {
                Message message = messages.get((int) (sent % messages.size()));
                send(open, message.key(), message.value());
            }
            open.flush();
        }
    }

    void loop(BenchTable table) throws Exception {
        try (var open = open()) {
            new Ranges(login, readers)
                    .read(table, (read, first, end) -> read.rows(first, end, (key, value) -> send(open, key, value)));
            open.flush();
        }
    }

    private PgSession session() throws SQLException {
        return PgSession.open(login, "tidemark bench", StatementListener.NONE);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private KafkaProducer<byte[], byte[]> open() {
        return new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void send(KafkaProducer<byte[], byte[]> open, byte @Nullable [] key, byte[] value) {
        open.send(new ProducerRecord<>(TOPIC, null, key, value, HEADERS));
    }
}
