package dev.tidemark.sandbox;

import dev.tidemark.journal.Folders;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL that wants a password (scram-sha-256), and a broker with a listener that wants one too (SASL PLAIN). */
public final class GuardedServers implements AutoCloseable {
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    private final Path directory;
    private final Tether tether;
    private final SandboxPostgres postgres;
    private final SandboxKafka kafka;
    private final int guardedPort = FreePorts.next();

    private GuardedServers(Path directory, Secret database, Secret cluster) {
        this.directory = directory;
        tether = Tether.start();
        tether.deleteAtEnd(directory);
        postgres = SandboxPostgres.start(
                PostgresOptions.thrownAway(directory.resolve("postgres")).withPassword(database), tether);
        String listener = "GUARDED://127.0.0.1:" + guardedPort;
        kafka = SandboxKafka.start(
                directory.resolve("kafka"),
                tether,
                Map.of(
                        "listeners",
                        listener,
                        "advertised.listeners",
                        listener,
                        "listener.security.protocol.map",
                        "GUARDED:SASL_PLAINTEXT",
                        "inter.broker.listener.name",
                        "PLAINTEXT",
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "listener.name.guarded.plain.sasl.jaas.config",
                        PLAIN + "user_backfill=\"" + cluster.reveal() + "\";"));
    }

    public static GuardedServers start(Secret database, Secret cluster) {
        try {
            return new GuardedServers(Files.createTempDirectory("tidemark-guarded-"), database, cluster);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty database whose owner needs the password. */
    public DatabaseAddress database() {
        return new ShopRoles(postgres).database("guarded");
    }

    /** Makes a topic. */
    public void topic(String name, int partitions) {
        new EventTopics(kafka.address()).create(Map.of(name, partitions));
    }

    /** The guarded listener, for a client with these properties. */
    public KafkaAddress kafka(Path clientProperties) {
        return new KafkaAddress("127.0.0.1:" + guardedPort, Optional.of(clientProperties));
    }

    /** What a client's properties file says to log in. */
    public static String clientProperties(Secret password) {
        return """
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=PLAIN
                sasl.jaas.config=%susername="backfill" password="%s";
                """.formatted(PLAIN, password.reveal());
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        postgres.close();
        tether.close();
        Folders.delete(directory);
    }
}
