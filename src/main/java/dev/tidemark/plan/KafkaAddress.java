package dev.tidemark.plan;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the Kafka cluster is.
 *
 * @param bootstrapServers one or more {@code host:port}, separated by commas
 * @param clientProperties a Java client's properties file with whatever else the cluster needs (security
 *     settings and their secrets stay in that file)
 */
public record KafkaAddress(String bootstrapServers, Optional<Path> clientProperties) {
    public static KafkaAddress of(String bootstrapServers) {
        return new KafkaAddress(bootstrapServers, Optional.empty());
    }
}
