package dev.tidemark.sandbox;

import dev.tidemark.journal.Folders;
import dev.tidemark.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL data directory and the programs that work on it. */
final class PostgresCluster {
    private static final Duration INITDB_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final Path data;
    private final Path log;
    private final PostgresOptions options;
    private final PostgresBinaries binaries;
    private final OrdinaryUser user;

    private PostgresCluster(
            Path data, Path log, PostgresOptions options, PostgresBinaries binaries, OrdinaryUser user) {
        this.data = data;
        this.log = log;
        this.options = options;
        this.binaries = binaries;
        this.user = user;
    }

    /** Makes the data directory if there is none. */
    static PostgresCluster in(PostgresOptions options, PostgresBinaries binaries) {
        Path directory = options.directory().toAbsolutePath();
        try {
            Files.createDirectories(directory);
            PostgresCluster cluster = new PostgresCluster(
                    directory.resolve("data"),
                    directory.resolve("postgres.log"),
                    options,
                    binaries,
                    OrdinaryUser.forOwnerOf(directory));
            if (!Files.exists(cluster.data.resolve("PG_VERSION"))) {
                cluster.initialize();
            }
            return cluster;
        } catch (IOException e) {
            throw SandboxProblems.files(directory, e);
        }
    }

    /** Under another name first: an initdb that was cut short must not be taken for a cluster later. */
    private void initialize() throws IOException {
        Path fresh = data.resolveSibling("data.new");
        Folders.delete(fresh);
        Path secret = data.resolveSibling("password.new");
        List<String> command = new ArrayList<>(user.command(
                binaries.tool("initdb"),
                "--pgdata=" + fresh,
                "--username=" + SandboxPostgres.SUPERUSER,
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync"));
        if (options.password().isPresent()) {
            Files.writeString(secret, options.password().get().reveal() + "\n");
            command.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + secret));
        } else {
            command.add("--auth=trust");
        }
        try {
            ServerProcess.run(command, log, INITDB_LIMIT);
        } finally {
            Files.deleteIfExists(secret);
        }
        Folders.delete(data);
        Files.move(fresh, data);
    }

    Path log() {
        return log;
    }

    ServerProcess launch(int port) {
        String durable = options.durable() ? "on" : "off";
        List<String> settings = new ArrayList<>(List.of(
                "port=" + port,
                "listen_addresses=" + FreePorts.LOOPBACK,
                "unix_socket_directories=",
                "max_connections=100",
                "fsync=" + durable,
                "full_page_writes=" + durable,
                "max_wal_size=2GB",
                "timezone=UTC",
                "log_timezone=UTC"));
        settings.addAll(options.settings());
        List<String> command = new ArrayList<>(user.command(binaries.tool("postgres"), "-D", data.toString()));
        for (String setting : settings) {
            command.addAll(List.of("-c", setting));
        }
        return ServerProcess.start(command, log);
    }

    /** postmaster.pid's first line is the process, its eighth the state; pg_ctl itself looks there. */
    boolean isReady(long pid) {
        List<String> lines = pidFile();
        return lines.size() >= 8
                && lines.getFirst().strip().equals(Long.toString(pid))
                && lines.get(7).strip().equals("ready");
    }

    void stopOrphan() {
        Optional<ProcessHandle> orphan = pidFile().stream()
                .findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                .filter(process -> process.info().command().orElse("").contains("postgres"));
        if (orphan.isPresent()) {
            try {
                stop();
            } catch (ProblemException e) {
                // Its program's tether may have ended it at the same moment.
                if (!pidFile().isEmpty()) {
                    throw e;
                }
            }
        }
    }

    void stop() {
        ServerProcess.run(stopCommand(), log, STOP_LIMIT.plusSeconds(5));
    }

    List<String> stopCommand() {
        return user.command(
                binaries.tool("pg_ctl"),
                "stop",
                "--pgdata=" + data,
                "--mode=fast",
                "--wait",
                "--timeout=" + STOP_LIMIT.toSeconds());
    }

    private List<String> pidFile() {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return List.of();
        }
    }
}
