package dev.tidemark.kafka;

import dev.tidemark.wire.HeaderNames;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.RunId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Makes the records that Tidemark writes. */
final class Records {
    private Records() {}

    static ProducerRecord<byte[], byte[]> control(
            String topic, int partition, MessageKind kind, RunId run, String key, byte[] value) {
        return new ProducerRecord<>(topic, partition, utf8(key), value, headers(kind, run));
    }

    static List<Header> headers(MessageKind kind, RunId run) {
        return List.of(
                new RecordHeader(HeaderNames.KIND, kind.bytes()), new RecordHeader(HeaderNames.RUN, utf8(run.value())));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
