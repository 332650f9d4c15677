package dev.tidemark.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as a process of its own, as a shell starts it. */
class ProgramTest {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void whole_backfill_on_the_sandbox_without_a_class_of_javafx() throws Exception {
        Process program = start("run", "--sandbox", "--rows", "200", "--yes", "--json");

        assertThat(exitCode(program)).isZero();
        List<JsonNode> events = Files.readAllLines(out()).stream()
                .map(JsonMapper.builder().build()::readTree)
                .toList();
        assertThat(events.getLast().path("stage").asString()).isEqualTo("committed");
        try (var classes = Files.lines(folder.resolve("classes"))) {
            assertThat(classes.filter(line -> line.contains("javafx."))).isEmpty();
        }
        assertThat(folder.resolve("state/tidemark/logs")).isNotEmptyDirectory();
    }

    @Test
    void without_a_display_the_first_command_does_the_same_in_the_terminal() throws Exception {
        Process program = start();

        assertThat(exitCode(program)).isZero();
        assertThat(out())
                .content()
                .contains("There is no display for the window", "Nobody is there to answer; this is the sandbox")
                .contains("is committed");
    }

    @Test
    void sandbox_stays_until_it_is_told_to_end() throws Exception {
        Path plan = folder.resolve("shop.yaml");
        Process program = start("sandbox", "--rows", "50", "--plan", plan.toString());
        await().atMost(LONG_ENOUGH).until(() -> Files.readString(out()).contains("Ctrl+C stops it"));
        List<ProcessHandle> servers = program.descendants().toList();
        assertThat(servers).isNotEmpty();
        assertThat(plan).content().contains("database: postgresql://", "table: public.orders");
        assertThat(out()).content().contains("Database", "Kafka", "tidemark run " + plan);

        program.destroy();

        assertThat(exitCode(program)).isZero();
        assertThat(out()).content().contains("Stopping both servers.");
        await().atMost(LONG_ENOUGH).until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m",
                "-Xlog:class+load:file=" + folder.resolve("classes"),
                "-cp",
                withoutTests(System.getProperty("java.class.path")),
                "dev.tidemark.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(
                        Files.createFile(folder.resolve("nothing")).toFile()))
                .redirectOutput(out().toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        Process program = builder.start();
        started.add(program);
        return program;
    }

    /** The tests' own logback settings among them would come first. */
    private static String withoutTests(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !Path.of(entry).endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path out() {
        return folder.resolve("out");
    }

    private static int exitCode(Process program) throws InterruptedException {
        assertThat(program.waitFor(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return program.exitValue();
    }
}
