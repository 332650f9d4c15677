package dev.tidemark.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.HeaderNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

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
            mark.headers().add(HeaderNames.KIND, "mark".getBytes(StandardCharsets.UTF_8));
            producer.send(mark);
        }

        assertThat(LatestEvent.of(servers.kafka(), topic, 2))
                .get()
                .satisfies(event -> assertThat(event.value()).contains("{\"id\": 2}"));
    }

    /** A consumer's own properties, given for its login, would have its place in the log moved. */
    @Test
    void moves_no_consumer_whose_properties_are_given(TestServers servers, @TempDir Path folder)
            throws IOException, InterruptedException, ExecutionException {
        String topic = servers.freshTopic("latest", 1);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.kafka().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, "a", "{}"));
        }
        Path properties = Files.writeString(
                folder.resolve("consumer.properties"), "group.id=shop-" + topic + "\nenable.auto.commit=true\n");
        KafkaAddress address = new KafkaAddress(servers.kafka().bootstrapServers(), Optional.of(properties));
        assertThat(LatestEvent.of(address, topic, 1)).isPresent();
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", (Object) servers.kafka().bootstrapServers()))) {
            assertThat(admin.listGroups().all().get())
                    .extracting(GroupListing::groupId)
                    .doesNotContain("shop-" + topic);
        }
    }
}
