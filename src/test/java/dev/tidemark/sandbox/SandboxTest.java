package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidemark.plan.TablePlan;
import dev.tidemark.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {
    @TempDir
    Path directory;

    @Test
    void aKeptFolderIsUsedAgain() throws SQLException {
        SandboxOptions options = SandboxOptions.keptIn(directory).withOrders(100);
        Queue<String> steps = new ConcurrentLinkedQueue<>();
        try (Sandbox sandbox = Sandbox.start(options, steps::add)) {
            assertThat(sandbox.plan().tables())
                    .extracting(TablePlan::eventTopic)
                    .containsExactly("mytable-events", "customers", "orders", "order-lines");
            execute(sandbox, "INSERT INTO mytable (payload) VALUES ('kept')");
            assertThatThrownBy(() -> Sandbox.start(options, step -> {}))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().code()).isEqualTo("sandbox-in-use"));
        }
        assertThat(steps).contains("The sandbox is ready.");
        try (Sandbox sandbox = Sandbox.start(options.withOrders(5_000), step -> {})) {
            assertThat(number(sandbox, "SELECT count(*) FROM mytable WHERE payload = 'kept'"))
                    .isEqualTo(1);
            assertThat(number(sandbox, "SELECT count(*) FROM orders")).isEqualTo(100);
        }
        assertThat(directory.resolve("postgres/data/PG_VERSION")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "KILL"})
    void bothServersAndTheTemporaryFolderGoWithTheProgram(String signal) throws Exception {
        Program program = Program.start(directory, List.of());
        assertThat(Files.list(directory)).isNotEmpty();
        program.end(signal);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            program.assertServersAreGone();
            assertThat(Files.list(directory)).isEmpty();
        });
    }

    @Test
    void aKeptFolderStartsAgainAfterTheProgramWasKilled() throws Exception {
        Path kept = directory.resolve("kept");
        Program program = Program.start(directory, List.of(kept.toString()));
        program.end("KILL");
        // At once: the servers of the killed program may still be ending.
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.keptIn(kept), step -> {})) {
            assertThat(number(sandbox, "SELECT count(*) FROM customers")).isPositive();
        }
        program.assertServersAreGone();
    }

    /** A child JVM with a sandbox. */
    private record Program(Process process, List<Long> servers, List<Integer> ports) {

        static Program start(Path temporary, List<String> arguments) throws IOException {
            List<String> command = JavaCommand.of(
                    SandboxProgram.class, List.of("-Djava.io.tmpdir=" + temporary), arguments.toArray(String[]::new));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            String[] ready = output.readLine().split(" ", -1);
            return new Program(
                    process,
                    Arrays.stream(ready, 1, 3).map(Long::valueOf).toList(),
                    Arrays.stream(ready, 3, 5).map(Integer::valueOf).toList());
        }

        void end(String signal) throws IOException, InterruptedException {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .start()
                    .waitFor();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }

        void assertServersAreGone() {
            assertThat(ports).noneMatch(FreePorts::answers);
            // One that nobody has buried yet is gone all the same; it has no command any more.
            assertThat(servers)
                    .noneMatch(pid -> ProcessHandle.of(pid)
                            .flatMap(server -> server.info().command())
                            .isPresent());
        }
    }

    private static void execute(Sandbox sandbox, String sql) throws SQLException {
        try (Connection connection = Jdbc.connect(sandbox.database(), Optional.empty(), "test");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Sandbox sandbox, String sql) throws SQLException {
        try (Connection connection = Jdbc.connect(sandbox.database(), Optional.empty(), "test");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
