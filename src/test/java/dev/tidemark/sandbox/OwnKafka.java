package dev.tidemark.sandbox;

import dev.tidemark.journal.Folders;
import dev.tidemark.plan.KafkaAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A broker of a test's own, with settings that others would not bear. */
public final class OwnKafka implements AutoCloseable {
    private final Path directory;
    private final Tether tether = Tether.start();
    private final SandboxKafka kafka;

    public OwnKafka(Map<String, String> settings) throws IOException {
        directory = Files.createTempDirectory("tidemark-own-");
        tether.deleteAtEnd(directory);
        kafka = SandboxKafka.start(directory.resolve("kafka"), tether, settings);
    }

    public KafkaAddress address() {
        return kafka.address();
    }

    /** Makes a topic. */
    public void topic(String name, int partitions) {
        new EventTopics(kafka.address()).create(Map.of(name, partitions));
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        tether.close();
        Folders.delete(directory);
    }
}
