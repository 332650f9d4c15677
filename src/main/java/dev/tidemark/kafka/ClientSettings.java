package dev.tidemark.kafka;

import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What every Kafka client of ours is started with: the cluster's address and the operator's own properties file. */
public final class ClientSettings {
    private static final Duration REQUEST = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(8);
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private ClientSettings() {}

    /**
     * Settings for admin, producer and consumer alike. Short timeouts, so that a cluster that is away is told within
     * 8 seconds; the operator's file may set others. No consumer group: nothing is ever committed for one. Throws a ProblemException if the file can't be read.
     */
    public static Map<String, Object> of(KafkaAddress address) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "tidemark");
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CALL.toMillis());
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, CONNECT.toMillis());
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, REQUEST.toMillis());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, CALL.toMillis());
        address.clientProperties()
                .ifPresent(file -> load(file).forEach((name, value) -> settings.put(name.toString(), value)));
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, address.bootstrapServers());
        // The file may be an application's own: where we read must never become where its consumers go on.
        settings.remove(CommonClientConfigs.GROUP_ID_CONFIG);
        settings.remove(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return settings;
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try (InputStream stream = Files.newInputStream(file)) {
            properties.load(stream);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw Problem.of(
                            "client-properties",
                            "The Kafka properties file " + file + " cannot be read.",
                            String.valueOf(e),
                            "Check the path, and that it is a Java client's properties file that you may read.")
                    .asException(e);
        }
    }
}
