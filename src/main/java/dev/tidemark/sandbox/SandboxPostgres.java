package dev.tidemark.sandbox;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL server on this computer's loopback interface. Its superuser is {@code postgres}. */
public final class SandboxPostgres implements AutoCloseable {
    public static final String SUPERUSER = "postgres";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 5;

    private final PostgresOptions options;
    private final PostgresCluster cluster;
    private final Tether tether;
    private int port;
    private ServerProcess server;

    private SandboxPostgres(PostgresOptions options, PostgresCluster cluster, Tether tether) {
        this.options = options;
        this.cluster = cluster;
        this.tether = tether;
        this.port = FreePorts.kept(portFile());
        this.server = launch();
        tether.atEnd(cluster.stopCommand());
    }

    /** Starts a server, on the port that it had before if that is free; one that an earlier program left running on the same data is stopped first. */
    public static SandboxPostgres start(PostgresOptions options, Tether tether) {
        return start(options, PostgresBinaries.unpackedIn(CacheFolder.of(System.getenv())), tether);
    }

    /** With other programs than the built-in ones. */
    static SandboxPostgres start(PostgresOptions options, PostgresBinaries binaries, Tether tether) {
        PostgresCluster cluster = PostgresCluster.in(options, binaries);
        cluster.stopOrphan();
        return new SandboxPostgres(options, cluster, tether);
    }

    private ServerProcess launch() {
        for (int attempt = 1; ; attempt++) {
            ServerProcess started = cluster.launch(port);
            tether.tie(started.handle());
            if (started.becomes(() -> cluster.isReady(started.pid()), START_LIMIT)) {
                FreePorts.keep(portFile(), port);
                return started;
            }
            String output = started.output();
            started.kill();
            tether.untie(started.handle());
            boolean portTaken = output.contains("could not create any TCP/IP sockets");
            boolean stillEnding = output.contains("still in use") || output.contains("lock file");
            if (attempt == ATTEMPTS || !(portTaken || stillEnding)) {
                throw SandboxProblems.serverFailed("PostgreSQL", started.lastWords(), cluster.log());
            }
            if (portTaken) {
                port = FreePorts.next();
            }
        }
    }

    private Path portFile() {
        return cluster.log().resolveSibling("port");
    }

    public int port() {
        return port;
    }

    /** The postmaster's. */
    public synchronized long pid() {
        return server.pid();
    }

    public synchronized boolean isRunning() {
        return server.isAlive();
    }

    public DatabaseAddress address(String database, String user) {
        return new DatabaseAddress(FreePorts.LOOPBACK, port, database, user, Map.of("sslmode", "disable"));
    }

    public Optional<Secret> password() {
        return options.password();
    }

    /** A fast shutdown: transactions under way are rolled back, clients are disconnected. */
    public synchronized void stop() {
        if (server.isAlive()) {
            cluster.stop();
            if (!server.ended(STOP_LIMIT)) {
                server.kill();
            }
        }
        tether.untie(server.handle());
    }

    /** SIGKILL to the postmaster and all its sessions, as if the computer had lost its power. */
    public synchronized void kill() {
        server.kill();
        tether.untie(server.handle());
    }

    /** On the same port, with the same data, after {@link #stop} or {@link #kill}. */
    public synchronized void restart() {
        stop();
        server = launch();
    }

    /** SIGSTOP to the postmaster and all its sessions: connections stay open, nothing answers. */
    public synchronized void pause() {
        server.pause();
    }

    public synchronized void resume() {
        server.resume();
    }

    @Override
    public void close() {
        stop();
    }
}
