package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.MessageKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The program itself stands still, or is killed, while it keeps the gate closed: the server opens it by itself. */
@ExtendWith(SharedServers.class)
class StoppedProgramTest {
    private static final Duration LONGEST = GateProgram.BUDGET.plusSeconds(1);

    private static Process program(GateFixture fixture, String step) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GateProgram.class.getName(),
                        fixture.database.url(),
                        fixture.servers.kafka().bootstrapServers(),
                        fixture.topic,
                        step)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void signal(String name, Process program) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("sh", "-c", "kill -" + name + " " + program.pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"V11, MARKED", "V15, EXPORTED", "V18, LOCKED", "V18, MARKED"})
    void writersGoOnWhileItIsStoppedAndItSaysSoWhenItGoesOn(PostgresVersion version, String step, TestServers servers)
            throws SQLException, IOException, InterruptedException {
        GateFixture fixture = new GateFixture(servers, version);
        Process program = program(fixture, step);
        try (BufferedReader said = program.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo(step);
            signal("STOP", program);
            fixture.writer(LONGEST).join();
            signal("CONT", program);
            program.getOutputStream().write('\n');
            program.getOutputStream().flush();
            assertThat(said.readLine()).isEqualTo("budget-spent");
            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
        assertThat(fixture.committedKinds()).doesNotContain(MessageKind.MARK);
        fixture.assertThatEveryMarkHasItsVoid();
    }

    @ParameterizedTest
    @EnumSource(names = {"V11", "V15"})
    void writersGoOnWhenItIsKilled(PostgresVersion version, TestServers servers) throws SQLException, IOException {
        GateFixture fixture = new GateFixture(servers, version);
        Process program = program(fixture, "MARKED");
        try (BufferedReader said = program.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("MARKED");
            program.destroyForcibly();
            fixture.writer(LONGEST).join();
        } finally {
            program.destroyForcibly();
        }
        assertThat(fixture.committedKinds()).doesNotContain(MessageKind.MARK);
    }
}
