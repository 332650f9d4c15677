package dev.tidemark.sandbox;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A PostgreSQL server and a Kafka broker of one's own, with the demo shop in them. Both listen on this computer
 * alone and end with the program, however it ends.
 */
public final class Sandbox implements AutoCloseable {
    private final SandboxServers servers;
    private final DemoShop shop;
    private final List<DemoApplication> applications = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread atExit = new Thread(this::closeNow, "sandbox-exit");

    private Sandbox(SandboxServers servers, DemoShop shop) {
        this.servers = servers;
        this.shop = shop;
    }

    /**
     * Starts both servers and loads what is not there yet; returns when all is ready.
     *
     * @param progress is told each step in a short sentence, from more than one thread
     */
    public static Sandbox start(SandboxOptions options, Consumer<String> progress) {
        SandboxServers servers = SandboxServers.start(options, progress);
        Sandbox sandbox = new Sandbox(servers, servers.shop());
        Runtime.getRuntime().addShutdownHook(sandbox.atExit);
        return sandbox;
    }

    /** The shop's database as its owner. */
    public DatabaseAddress database() {
        return shop.database();
    }

    /** What {@link #database()} needs as a password; empty, since the sandbox trusts this computer. */
    public Optional<Secret> password() {
        return Optional.empty();
    }

    public KafkaAddress kafka() {
        return shop.kafka();
    }

    public long postgresPid() {
        return servers.postgres().pid();
    }

    public long kafkaPid() {
        return servers.kafka().pid();
    }

    /** Somebody to wait for; the caller's to close. */
    public OpenTransaction openTransaction() {
        return OpenTransaction.in(shop.database());
    }

    /** One of the two servers. */
    public enum Server {
        POSTGRES,
        KAFKA
    }

    /** Kills a server as if its computer had lost its power. */
    public void kill(Server server) {
        switch (server) {
            case POSTGRES -> servers.postgres().kill();
            case KAFKA -> servers.kafka().kill();
        }
    }

    /** Starts a server that was killed, on the same port with the same data; returns when it answers. */
    public void restart(Server server) {
        switch (server) {
            case POSTGRES -> servers.postgres().restart();
            case KAFKA -> servers.kafka().restart();
        }
    }

    /** All four demo tables to their event topics. */
    public Plan plan() {
        return shop.plan();
    }

    /** It ends with the sandbox, if not before. */
    public DemoApplication startApplication(DemoOptions options) {
        DemoApplication application = shop.startApplication(options);
        applications.add(application);
        return application;
    }

    /** The same in a process of its own; the caller's to close, before the sandbox. */
    public DemoProcess startApplicationAside(DemoOptions options) {
        return DemoProcess.start(shop, "", options);
    }

    /** Makes those topics that are not there, by name and number of partitions; returns when all can be written to. */
    public void createTopics(Map<String, Integer> partitions) {
        new EventTopics(shop.kafka()).create(partitions);
    }

    /** Stops both servers; deletes their data if it is not to be kept. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The program is ending and the hook is at work; what it has begun is not begun again.
        }
        closeNow();
    }

    private void closeNow() {
        if (closed.compareAndSet(false, true)) {
            applications.forEach(DemoApplication::close);
            servers.close();
        }
    }
}
