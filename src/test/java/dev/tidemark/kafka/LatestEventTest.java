package dev.tidemark.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
class LatestEventTest {
    @Test
    void is_the_applications_and_not_a_mark_behind_it(TestServers servers) {
        String topic = servers.freshTopic("latest", 2);
        assertThat(LatestEvent.of(servers.kafka(), topic, 2)).isEmpty();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.kafka().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, 1_000L, "a", "{\"id\": 1}"));
            producer.send(new ProducerRecord<>(topic, 1, 2_000L, "b", "{\"id\": 2}"));
            ProducerRecord<String, String> mark = new ProducerRecord<>(topic, 1, 3_000L, "", "{}");
            mark.headers()
                    .add(dev.tidemark.wire.HeaderNames.KIND, "mark".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            producer.send(mark);
        }

        assertThat(LatestEvent.of(servers.kafka(), topic, 2))
                .get()
                .satisfies(event -> assertThat(event.value()).contains("{\"id\": 2}"));
    }
}
