package dev.tidemark.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.plan.TableName;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.CloudEvent;
import dev.tidemark.wire.RunId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows go where an ordinary producer would put them, if they are not larger than their topic takes. */
@ExtendWith(SharedServers.class)
class RowProducerTest {
    private static final RunId RUN = new RunId("20260101-000000-aaaa");
    private static final TableName TABLE = new TableName("public", "orders");

    @Test
    void partitionIsTheOneThatAnOrdinaryProducerPicks(TestServers servers)
            throws ExecutionException, InterruptedException {
        int partitions = 7;
        String topic = servers.freshTopic("keys", partitions);
        Random random = new Random(11);
        Map<byte[], Future<RecordMetadata>> sent = new HashMap<>();
        Map<String, Object> ordinary = new HashMap<>(ClientSettings.of(servers.kafka()));
        // Bulk to a topic that was made just now: KAFKA-15591 is about idempotent producers that do this.
        ordinary.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        try (var producer = new KafkaProducer<>(ordinary, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 300; i++) {
                byte[] key = new byte[i % 40];
                random.nextBytes(key);
                sent.put(key, producer.send(new ProducerRecord<>(topic, key, new byte[0])));
            }
            for (var one : sent.entrySet()) {
                assertThat(RowProducer.partition(one.getKey(), partitions))
                        .isEqualTo(one.getValue().get().partition());
            }
        }
    }

    @Test
    void longestRowFitsIntoItsTopicAndOneByteMoreMayNot(TestServers servers) {
        longestRowFits(servers, Optional.empty());
    }

    @Test
    void longestRowLeavesRoomForACloudEventsHeaders(TestServers servers) {
        longestRowFits(servers, Optional.of(CloudEvent.of("shop", TABLE, Instant.now())));
    }

    private static void longestRowFits(TestServers servers, Optional<CloudEvent> event) {
        String topic = servers.freshTopic("rows", 1);
        Map<String, Object> client = new HashMap<>(ClientSettings.of(servers.kafka()));
        int most;
        try (Cluster cluster = Cluster.connect(servers.kafka())) {
            most = cluster.settings(topic).maxMessageBytes();
        }
        long longest = RowProducer.longestRow(most, RowProducer.BUFFER_BYTES, RUN, TABLE, event)
                .bytes();
        assertThat(longest).isBetween(most - 700L, most - 100L);
        byte[] key = {1, 2, 3};
        byte[] noise = new byte[(int) longest - key.length];
        new Random(12).nextBytes(noise);
        client.put(ProducerConfig.CLIENT_ID_CONFIG, "longest");
        try (RowProducer producer = RowProducer.open(client, RUN, RowProducer.BUFFER_BYTES)) {
            producer.begin();
            event.map(e -> producer.events(TABLE, topic, e, 1))
                    .orElseGet(() -> producer.rows(TABLE, topic))
                    .send(0, key, noise);
            producer.commit();
            producer.begin();
            producer.rows(TABLE, topic).send(0, key, new byte[(int) RowProducer.BUFFER_BYTES]);
            Throwable refused = null;
            try {
                producer.commit();
            } catch (RuntimeException e) {
                refused = e;
            }
            assertThat(refused).hasRootCauseInstanceOf(RecordTooLargeException.class);
        }
    }
}
