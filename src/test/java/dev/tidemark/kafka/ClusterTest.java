package dev.tidemark.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedServers.class)
class ClusterTest {

    private static Problem connecting(KafkaAddress address) {
        ProblemException e = catchThrowableOfType(
                ProblemException.class, () -> Cluster.connect(address).close());
        assertThat(e).as("it was not refused").isNotNull();
        return e.problem();
    }

    @Test
    void theClusterTellsItsFactsAndTopics(TestServers servers) {
        String events = servers.freshTopic("events", 6);
        try (Cluster cluster = Cluster.connect(servers.kafka())) {
            ClusterFacts facts = cluster.facts();
            assertThat(facts.clusterId()).isNotBlank();
            assertThat(facts.brokers()).isEqualTo(1);
            assertThat(facts.latency()).isPositive();
            assertThat(cluster.topics())
                    .contains(new TopicInfo(events, 6))
                    .isSortedAccordingTo(Comparator.comparing(TopicInfo::name));
            assertThat(cluster.topic("nowhere")).isEmpty();
            assertThat(cluster.topics(List.of(events, "nowhere"))).containsOnlyKeys(events);
        }
    }

    @Test
    void aRowsTopicIsMadeLikeItsEventTopicButNotCompacted(TestServers servers) throws Exception {
        String events = servers.freshTopic("events", 1) + "-compacted";
        try (Admin admin = Admin.create(ClientSettings.of(servers.kafka()))) {
            admin.createTopics(List.of(new NewTopic(events, 3, (short) 1)
                            .configs(Map.of("cleanup.policy", "compact", "max.message.bytes", "123456"))))
                    .all()
                    .get();
        }
        try (Cluster cluster = Cluster.connect(servers.kafka())) {
            cluster.createTopic(events + ".backfill", 3, events);
            cluster.createTopic(events + ".backfill", 3, events);
            assertThat(cluster.topic(events + ".backfill")).contains(new TopicInfo(events + ".backfill", 3));
            assertThat(cluster.settings(events)).isEqualTo(new TopicSettings(123456, "compact", 1));
            assertThat(cluster.settings(events + ".backfill")).isEqualTo(new TopicSettings(123456, "delete", 1));
        }
    }

    @Test
    void endOffsetsCountWhatIsThere(TestServers servers) throws Exception {
        String topic = servers.freshTopic("events", 2);
        try (Cluster cluster = Cluster.connect(servers.kafka());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        ClientSettings.of(servers.kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThat(cluster.endOffsets(topic)).isEqualTo(Map.of(0, 0L, 1, 0L));
            producer.send(new ProducerRecord<>(topic, 1, null, new byte[10])).get();
            assertThat(cluster.endOffsets(topic)).isEqualTo(Map.of(0, 0L, 1, 1L));
            ProblemException missing =
                    catchThrowableOfType(ProblemException.class, () -> cluster.endOffsets("nowhere"));
            assertThat(missing.problem().code()).isEqualTo("unknown-topic");
            assertThat(missing.problem().why()).contains("nowhere");
        }
    }

    @Test
    void nothingListensThere() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Problem problem = connecting(KafkaAddress.of("127.0.0.1:" + port));
        assertThat(problem.code()).isEqualTo("kafka-unreachable");
        assertThat(problem.why()).contains("127.0.0.1:" + port);
        assertThat(problem.toDo()).isNotBlank();
    }

    @Test
    void theHostIsUnknownOrNoAddressAtAll() {
        assertThat(connecting(KafkaAddress.of("no-such-host.invalid:9092")).code())
                .isEqualTo("kafka-unknown-host");
        assertThat(connecting(KafkaAddress.of("kafka")).code()).isEqualTo("kafka-address");
        assertThat(connecting(KafkaAddress.of("")).code()).isEqualTo("kafka-address");
    }

    @Test
    void whatListensThereDoesNotAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            Problem problem = connecting(KafkaAddress.of("127.0.0.1:" + silent.getLocalPort()));
            assertThat(problem.code()).isEqualTo("kafka-timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(13));
        }
    }

    @Test
    void thePropertiesFileIsUsedAndAMissingOneNamed(TestServers servers, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("client.properties");
        KafkaAddress address = new KafkaAddress(servers.kafka().bootstrapServers(), Optional.of(file));
        Problem missing = connecting(address);
        assertThat(missing.code()).isEqualTo("client-properties");
        assertThat(missing.what()).contains(file.toString());
        Files.writeString(file, "request.timeout.ms=4321\nbootstrap.servers=ignored:1\n");
        assertThat(ClientSettings.of(address))
                .containsEntry("request.timeout.ms", "4321")
                .containsEntry("bootstrap.servers", servers.kafka().bootstrapServers());
        Files.writeString(file, "security.protocol=SOMETHING\n");
        assertThat(connecting(address).code()).isEqualTo("kafka-settings");
    }

    @Test
    void theInnermostErrorOfKafkaIsWhatCounts() {
        Throwable wrapped = new ExecutionException(new KafkaException("wrapped", new RecordTooLargeException("5 MB")));
        Problem problem = KafkaProblems.of(wrapped, KafkaAddress.of("broker:9092"));
        assertThat(problem.code()).isEqualTo("message-too-large");
        assertThat(problem.origin()).contains("RecordTooLargeException");
    }
}
