package dev.tidemark.desktop.memory;

import dev.tidemark.desktop.state.Environment;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A connection by a name of its own; never a password.
 *
 * @param name the operator's
 * @param environment what the servers are used for
 * @param database the database's URL
 * @param bootstrapServers Kafka's
 * @param clientProperties the file with Kafka's further settings; empty for none
 */
public record Profile(
        String name, Environment environment, String database, String bootstrapServers, String clientProperties) {

    public static Profile of(String name, Environment environment, DatabaseAddress database, KafkaAddress kafka) {
        return new Profile(
                name,
                environment,
                database.url(),
                kafka.bootstrapServers(),
                kafka.clientProperties().map(Path::toString).orElse(""));
    }

    public DatabaseAddress address() {
        return DatabaseAddress.parse(database);
    }

    public KafkaAddress kafka() {
        return new KafkaAddress(
                bootstrapServers,
                clientProperties.isEmpty() ? Optional.empty() : Optional.of(Path.of(clientProperties)));
    }

    @Override
    public String toString() {
        return name + " · " + environment;
    }
}
