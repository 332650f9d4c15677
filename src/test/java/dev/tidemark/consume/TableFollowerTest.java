package dev.tidemark.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.ClientSettings;
import dev.tidemark.kafka.LogMessage;
import dev.tidemark.kafka.MessageWriter;
import dev.tidemark.kafka.RowProducer;
import dev.tidemark.kafka.TopicTail;
import dev.tidemark.plan.TableName;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.ControlKeys;
import dev.tidemark.wire.HeaderNames;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.Preparation;
import dev.tidemark.wire.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
class TableFollowerTest {
    private static final TableName TABLE = new TableName("public", "accounts");

    @Test
    void whatSaysNothingOrIsOfAnUnknownKindIsPassedOver(TestServers servers)
            throws ExecutionException, InterruptedException {
        String topic = servers.freshTopic("events", 1);
        BlockingQueue<LogMessage> told = new LinkedBlockingQueue<>();
        TableFollower<String> follower = new TableFollower<>(
                ClientSettings.of(servers.kafka()),
                TABLE,
                topic,
                topic + ".backfill",
                value -> new String(value, StandardCharsets.UTF_8),
                RowProducer::partition);
        try (TopicTail tail = TopicTail.open(servers.kafka(), Map.of(topic, 1), told::add);
                MessageWriter application = MessageWriter.open(servers.kafka())) {
            RunId run = RunId.at(Instant.now(), new Random());
            application.event(topic, "1", "Ada");
            application.control(
                    topic, 0, MessageKind.PREPARE, run, ControlKeys.prepare(run), new Preparation(run).toBytes());
            unheardOf(servers, topic, run);
            application.event(topic, "2", "Grace");

            assertThat(follower.follow()).isEmpty();
            assertThat(follower.rows()).isEqualTo(Map.of("1", "Ada", "2", "Grace"));
            for (Optional<MessageKind> kind : List.of(
                    Optional.<MessageKind>empty(), Optional.of(MessageKind.PREPARE), Optional.<MessageKind>empty())) {
                assertThat(told.poll(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS))
                        .isNotNull()
                        .extracting(LogMessage::kind)
                        .isEqualTo(kind);
            }
        }
    }

    private static void unheardOf(TestServers servers, String topic, RunId run)
            throws ExecutionException, InterruptedException {
        try (var later = new KafkaProducer<>(
                ClientSettings.of(servers.kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> message =
                    new ProducerRecord<>(topic, 0, "tidemark:later".getBytes(StandardCharsets.UTF_8), new byte[] {1});
            message.headers()
                    .add(new RecordHeader(HeaderNames.KIND, "yet-unknown".getBytes(StandardCharsets.UTF_8)))
                    .add(new RecordHeader(HeaderNames.RUN, run.value().getBytes(StandardCharsets.UTF_8)));
            later.send(message).get();
        }
    }
}
