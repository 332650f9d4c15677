package dev.tidemark.sandbox;

import dev.tidemark.plan.DatabaseAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Both servers, started at the same time, with their data loaded.
 *
 * @param shop in their database and broker
 */
record SandboxServers(SandboxFolder folder, Tether tether, SandboxPostgres postgres, SandboxKafka kafka, DemoShop shop)
        implements AutoCloseable {
    private static final String DATABASE = "shop";

    static SandboxServers start(SandboxOptions options, Consumer<String> progress) {
        SandboxFolder folder = SandboxFolder.open(options.directory());
        Tether tether = Tether.start();
        if (folder.isTemporary()) {
            tether.deleteAtEnd(folder.path());
        }
        try {
            return start(options, progress, folder, tether);
        } catch (RuntimeException e) {
            // Ends what was started before the failure.
            tether.close();
            folder.close();
            throw e;
        }
    }

    private static SandboxServers start(
            SandboxOptions options, Consumer<String> progress, SandboxFolder folder, Tether tether) {
        Executor threads = task -> Thread.ofVirtual().name("sandbox-start").start(task);
        CompletableFuture<SandboxKafka> kafka = CompletableFuture.supplyAsync(
                () -> {
                    progress.accept("Starting Kafka …");
                    SandboxKafka started = SandboxKafka.start(folder.kafka(), tether);
                    progress.accept("Kafka listens at " + started.address().bootstrapServers() + ".");
                    return started;
                },
                threads);
        CompletableFuture<SandboxPostgres> postgres = CompletableFuture.supplyAsync(
                () -> {
                    progress.accept("Starting PostgreSQL …");
                    PostgresOptions server = folder.isTemporary()
                            ? PostgresOptions.thrownAway(folder.postgres())
                            : PostgresOptions.kept(folder.postgres());
                    SandboxPostgres started = SandboxPostgres.start(server, tether);
                    progress.accept("PostgreSQL listens at 127.0.0.1:" + started.port() + ".");
                    return started;
                },
                threads);
        try {
            return loaded(options, progress, folder, tether, postgres, kafka);
        } catch (CompletionException e) {
            CompletableFuture.allOf(kafka, postgres)
                    .exceptionally(ignored -> null)
                    .join();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static SandboxServers loaded(
            SandboxOptions options,
            Consumer<String> progress,
            SandboxFolder folder,
            Tether tether,
            CompletableFuture<SandboxPostgres> postgres,
            CompletableFuture<SandboxKafka> kafka) {
        DatabaseAddress database = new ShopRoles(postgres.join()).database(DATABASE);
        progress.accept("Loading the demo shop: %,d orders …".formatted(options.orders()));
        boolean fresh = new ShopLoad(database).load(options.orders());
        progress.accept(fresh ? "The demo shop is loaded." : "The demo shop is there from an earlier start.");
        DemoShop shop = new DemoShop(database, kafka.join().address(), ShopTopics.standard());
        shop.createTopics();
        progress.accept("The sandbox is ready.");
        return new SandboxServers(folder, tether, postgres.join(), kafka.join(), shop);
    }

    /** Also when one of the servers was ended by somebody else. */
    @Override
    public void close() {
        CompletableFuture<Void> broker = CompletableFuture.runAsync(kafka::close);
        postgres.close();
        broker.join();
        tether.close();
        folder.close();
    }
}
