package dev.tidemark.sandbox;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL and a real Kafka broker; each test takes databases and topics of its own from them. */
public final class TestServers implements AutoCloseable {
    private final Path directory;
    private final Tether tether;
    private final SandboxPostgres postgres;
    private final SandboxKafka kafka;
    private final AtomicInteger number = new AtomicInteger();

    private TestServers(Path directory, Tether tether, SandboxPostgres postgres, SandboxKafka kafka) {
        this.directory = directory;
        this.tether = tether;
        this.postgres = postgres;
        this.kafka = kafka;
    }

    public static TestServers start() {
        try {
            Path directory = Files.createTempDirectory("tidemark-test-");
            Tether tether = Tether.start();
            tether.deleteAtEnd(directory);
            CompletableFuture<SandboxKafka> kafka =
                    CompletableFuture.supplyAsync(() -> SandboxKafka.start(directory.resolve("kafka"), tether));
            SandboxPostgres postgres =
                    SandboxPostgres.start(PostgresOptions.thrownAway(directory.resolve("postgres")), tether);
            return new TestServers(directory, tether, postgres, kafka.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty database of the role {@code shop_owner}; {@code shop_reader} may read what is made in it. */
    public DatabaseAddress freshDatabase() {
        return new ShopRoles(postgres).database("test_" + number.incrementAndGet());
    }

    /** The same database as somebody else. */
    public DatabaseAddress as(String role, DatabaseAddress database) {
        return postgres.address(database.database(), role);
    }

    /** Makes a topic; gives its name, which begins with the one asked for. */
    public String freshTopic(String name, int partitions) {
        String topic = name + "-" + number.incrementAndGet();
        new EventTopics(kafka.address()).create(Map.of(topic, partitions));
        return topic;
    }

    /** The demo tables in a database of their own, with event topics of their own. */
    public DemoShop freshShop(long orders) {
        DatabaseAddress database = freshDatabase();
        DemoShop shop = new DemoShop(database, kafka(), ShopTopics.withPrefix(database.database() + "-"));
        shop.load(orders);
        shop.createTopics();
        return shop;
    }

    public KafkaAddress kafka() {
        return kafka.address();
    }

    public SandboxKafka broker() {
        return kafka;
    }

    public SandboxPostgres postgres() {
        return postgres;
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        postgres.close();
        tether.close();
        Folders.delete(directory);
    }
}
