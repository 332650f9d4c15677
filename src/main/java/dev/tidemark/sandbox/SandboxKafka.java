package dev.tidemark.sandbox;

import dev.tidemark.plan.KafkaAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A single Kafka broker on this computer's loopback interface, in a process of its own. */
public final class SandboxKafka implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 5;
    private static final List<String> FLAGS = List.of("-Xms64m", "-Xmx256m");

    private final Path directory;
    private final Tether tether;
    private final Map<String, String> more;
    private int port;
    private int controllerPort;
    private ServerProcess broker;

    private SandboxKafka(Path directory, Tether tether, Map<String, String> more) {
        this.more = more;
        this.directory = directory;
        this.tether = tether;
        this.port = FreePorts.kept(portFile());
        this.controllerPort = FreePorts.next();
        this.broker = launch();
    }

    /** Starts a broker, on the port that it had before if that is free; one that an earlier program left running on the same data is ended first. */
    public static SandboxKafka start(Path directory, Tether tether) {
        return start(directory, tether, Map.of());
    }

    /** The same with further settings of the broker; listeners are added to the one that there is. */
    static SandboxKafka start(Path directory, Tether tether, Map<String, String> more) {
        Path absolute = directory.toAbsolutePath();
        try {
            Files.createDirectories(absolute);
        } catch (IOException e) {
            throw SandboxProblems.files(absolute, e);
        }
        new PidFile(absolute.resolve("broker.pid")).endOrphan(STOP_LIMIT);
        return new SandboxKafka(absolute, tether, Map.copyOf(more));
    }

    private ServerProcess launch() {
        for (int attempt = 1; ; attempt++) {
            ServerProcess started =
                    ServerProcess.start(JavaCommand.of(BrokerMain.class, FLAGS, settings(), data().toString()), log());
            tether.tie(started.handle());
            new PidFile(directory.resolve("broker.pid")).write(started.handle());
            if (started.becomes(() -> FreePorts.answers(port), START_LIMIT) && describesItself(started)) {
                FreePorts.keep(portFile(), port);
                return started;
            }
            String output = started.output();
            started.kill();
            tether.untie(started.handle());
            if (attempt == ATTEMPTS || !output.contains("Address already in use")) {
                throw SandboxProblems.serverFailed("Kafka broker", started.lastWords(), log());
            }
            port = FreePorts.next();
            controllerPort = FreePorts.next();
        }
    }

    private String settings() {
        Path file = directory.resolve("server.properties");
        try {
            Files.writeString(file, KafkaSettings.file(data(), port, controllerPort, more), StandardCharsets.UTF_8);
            return file.toString();
        } catch (IOException e) {
            throw SandboxProblems.files(file, e);
        }
    }

    private boolean describesItself(ServerProcess process) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            return process.becomes(() -> hasBroker(admin), START_LIMIT);
        }
    }

    private static boolean hasBroker(Admin admin) {
        try {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SandboxProblems.interrupted("Kafka broker");
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path portFile() {
        return directory.resolve("port");
    }

    private Path log() {
        return directory.resolve("broker.log");
    }

    private String bootstrapServers() {
        return FreePorts.LOOPBACK + ":" + port;
    }

    public KafkaAddress address() {
        return new KafkaAddress(bootstrapServers(), Optional.empty());
    }

    public synchronized long pid() {
        return broker.pid();
    }

    public synchronized boolean isRunning() {
        return broker.isAlive();
    }

    /** An orderly shutdown. */
    public synchronized void stop() {
        broker.end(STOP_LIMIT);
        tether.untie(broker.handle());
    }

    /** SIGKILL. */
    public synchronized void kill() {
        broker.kill();
        tether.untie(broker.handle());
    }

    /** On the same port, with the same data, after {@link #stop} or {@link #kill}. */
    public synchronized void restart() {
        stop();
        broker = launch();
    }

    /** SIGSTOP: connections stay open, nothing answers. */
    public synchronized void pause() {
        broker.pause();
    }

    /** SIGCONT. */
    public synchronized void resume() {
        broker.resume();
    }

    @Override
    public void close() {
        stop();
    }
}
