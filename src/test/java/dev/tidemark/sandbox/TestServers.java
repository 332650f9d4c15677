package dev.tidemark.sandbox;

import dev.tidemark.journal.Folders;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A real PostgreSQL and a real Kafka broker; each test takes databases and topics of its own from them. Other versions of
 * PostgreSQL start when the first test asks for one, with {@code freshDatabase(PostgresVersion.V11)}; the built-in server
 * is {@code V18} itself.
 */
public final class TestServers implements AutoCloseable {
    private final Path directory;
    private final Tether tether;
    private final SandboxPostgres postgres;
    private final SandboxKafka kafka;
    private final Map<PostgresVersion, SandboxPostgres> further = new EnumMap<>(PostgresVersion.class);
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
            SandboxPostgres postgres = SandboxPostgres.start(options(directory.resolve("postgres")), tether);
            return new TestServers(directory, tether, postgres, kafka.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PostgresOptions options(Path folder) {
        return PostgresOptions.thrownAway(folder).withSettings("max_prepared_transactions=10");
    }

    /** An empty database of the role {@code shop_owner}; {@code shop_reader} may read what is made in it. */
    public DatabaseAddress freshDatabase() {
        return freshDatabase(PostgresVersion.V18);
    }

    /** The same in a server of this version; skips the test if there is none. */
    public DatabaseAddress freshDatabase(PostgresVersion version) {
        return new ShopRoles(postgres(version)).database("test_" + number.incrementAndGet());
    }

    /** The same database as somebody else; {@code postgres} is the superuser. */
    public DatabaseAddress as(String role, DatabaseAddress database) {
        return new DatabaseAddress(database.host(), database.port(), database.database(), role, database.options());
    }

    /** Makes a topic; gives its name, which begins with the one asked for. */
    public String freshTopic(String name, int partitions) {
        String topic = name + "-" + number.incrementAndGet();
        new EventTopics(kafka.address()).create(Map.of(topic, partitions));
        return topic;
    }

    /** The same with settings of its own. */
    public String freshTopic(String name, int partitions, Map<String, String> settings) {
        String topic = name + "-" + number.incrementAndGet();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
                    .all()
                    .get(10, TimeUnit.SECONDS);
            return topic;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The demo tables in a database of their own, with event topics of their own. */
    public DemoShop freshShop(long orders) {
        return freshShop(orders, PostgresVersion.V18);
    }

    /** The same in a server of this version; skips the test if there is none. */
    public DemoShop freshShop(long orders, PostgresVersion version) {
        DatabaseAddress database = freshDatabase(version);
        if (!version.isAtLeast(13)) {
            withRandomIds(database);
        }
        DemoShop shop = new DemoShop(database, kafka(), ShopTopics.withPrefix(database.database() + "-"));
        shop.load(orders);
        shop.createTopics();
        return shop;
    }

    /** The demo tables' default for an id, which servers before 13 don't have. */
    private static void withRandomIds(DatabaseAddress database) {
        try (Connection connection = Jdbc.connect(database, Optional.empty(), "setup");
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE FUNCTION gen_random_uuid() RETURNS uuid LANGUAGE sql AS $$
                    SELECT md5(random()::text || clock_timestamp()::text)::uuid
                    $$""");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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

    /** The server of this version; skips the test if there is none. */
    public synchronized SandboxPostgres postgres(PostgresVersion version) {
        return version == PostgresVersion.V18
                ? postgres
                : further.computeIfAbsent(
                        version,
                        v -> SandboxPostgres.start(options(directory.resolve("postgres-" + v)), v.binaries(), tether));
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        postgres.close();
        further.values().forEach(SandboxPostgres::close);
        tether.close();
        Folders.delete(directory);
    }
}
