package dev.tidemark.sandbox;

import dev.tidemark.journal.Folders;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A broker that allows its user {@code backfill} what was granted to it, and nothing else. */
public final class AuthorizedKafka implements AutoCloseable {
    private static final Secret PASSWORD = new Secret("open-sesame");

    private final Path directory;
    private final Tether tether = Tether.start();
    private final SandboxKafka kafka;
    private final int guardedPort = FreePorts.next();

    public AuthorizedKafka() throws IOException {
        directory = Files.createTempDirectory("tidemark-authorized-");
        tether.deleteAtEnd(directory);
        String listener = "GUARDED://127.0.0.1:" + guardedPort;
        kafka = SandboxKafka.start(
                directory.resolve("kafka"),
                tether,
                Map.ofEntries(
                        Map.entry("listeners", listener),
                        Map.entry("advertised.listeners", listener),
                        Map.entry("listener.security.protocol.map", "GUARDED:SASL_PLAINTEXT"),
                        Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                        Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                        Map.entry(
                                "listener.name.guarded.plain.sasl.jaas.config",
                                "org.apache.kafka.common.security.plain.PlainLoginModule required user_backfill=\""
                                        + PASSWORD.reveal() + "\";"),
                        Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                        Map.entry("super.users", "User:ANONYMOUS")));
    }

    /** Makes a topic. */
    public void topic(String name, int partitions) {
        new EventTopics(kafka.address()).create(Map.of(name, partitions));
    }

    /** The broker as its user {@code backfill} comes to it. */
    public KafkaAddress address() throws IOException {
        Path properties =
                Files.writeString(directory.resolve("client.properties"), GuardedServers.clientProperties(PASSWORD));
        return new KafkaAddress("127.0.0.1:" + guardedPort, Optional.of(properties));
    }

    /** Allows the user these things on whatever begins so. */
    public void grant(ResourceType type, String prefix, AclOperation... operations) {
        ResourcePattern pattern = new ResourcePattern(
                type, prefix, type == ResourceType.CLUSTER ? PatternType.LITERAL : PatternType.PREFIXED);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", kafka.address().bootstrapServers()))) {
            admin.createAcls(List.of(operations).stream()
                            .map(operation -> new AclBinding(
                                    pattern,
                                    new AccessControlEntry("User:backfill", "*", operation, AclPermissionType.ALLOW)))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Those that the cluster knows of. */
    public List<String> transactionalIds() {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", kafka.address().bootstrapServers()))) {
            return admin.listTransactions().all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .toList();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        tether.close();
        Folders.delete(directory);
    }
}
