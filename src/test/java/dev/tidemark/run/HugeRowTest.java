package dev.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consume.LogReader;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.PlanFile;
import dev.tidemark.plan.ReadPlan;
import dev.tidemark.plan.ReadPlan.Mode;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.MessageKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The program as its users start it, with a heap of 256 MB, and a row of 60 or 95 MB that the checks before the lock let
 * through. There is not enough memory to make the JSON of the larger one.
 */
@ExtendWith(SharedServers.class)
class HugeRowTest {
    private static final String DOCUMENT = "jsonb_build_object('text', repeat('x', 60000000))";
    private static final String LINES = "array_fill(repeat('x', 1000), ARRAY[95000])";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "STAGED, jsonb, 20000000, max.message.bytes of the topic allows 19",
        "STREAMED, text[], 100000000, the memory is enough for 16"
    })
    void isRefusedByTableAndKeyBeforeAnythingCounts(
            Mode mode, String type, int topicBytes, String limit, TestServers servers) throws Exception {
        DatabaseAddress database = servers.freshDatabase();
        fill(database, type);
        String topic = servers.freshTopic("events", 2, Map.of("max.message.bytes", Integer.toString(topicBytes)));
        TablePlan table = TablePlan.whole(new TableName("public", "papers"), topic);
        Plan plan = Plan.of(database, servers.kafka(), List.of(table))
                .withRead(new ReadPlan(2, Optional.of(folder.resolve("stage"))).withMode(mode));
        PlanFile.write(plan, folder.resolve("plan.yaml"));

        Process program = program();
        boolean ended = program.waitFor(90, TimeUnit.SECONDS);
        program.destroyForcibly();
        String said = Files.readString(folder.resolve("out"));

        assertThat(ended).as(said).isTrue();
        assertThat(program.exitValue()).as(said).isEqualTo(1);
        assertThat(said.lines())
                .anySatisfy(line -> assertThat(line)
                        .contains("row-too-large", "public.papers", "the one with the key 7.", "at least", limit));
        List<LogReader.Message> log = LogReader.committed(servers.kafka(), table.rowsTopic());
        if (mode == Mode.STAGED) {
            assertThat(log).isEmpty();
            assertThat(folder.resolve("stage").resolve("0001-public.papers")).doesNotExist();
        } else {
            assertThat(log).extracting(m -> m.kind().orElseThrow()).doesNotContain(MessageKind.END, MessageKind.ROW);
            assertThat(log).extracting(m -> m.kind().orElseThrow()).contains(MessageKind.VOID);
        }
        assertThat(LogReader.committed(servers.kafka(), topic))
                .extracting(m -> m.kind().orElseThrow())
                .contains(MessageKind.VOID);
    }

    private static void fill(DatabaseAddress database, String type) throws SQLException {
        try (PgSession session =
                PgSession.open(new Login(database, Optional.empty()), "test", StatementListener.NONE)) {
            session.execute("CREATE TABLE papers (id int PRIMARY KEY, body " + type + ");"
                    + "INSERT INTO papers SELECT n FROM generate_series(1, 20) AS n;"
                    + "UPDATE papers SET body = " + (type.equals("jsonb") ? DOCUMENT : LINES) + " WHERE id = 7");
        }
    }

    private Process program() throws IOException {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tidemark.Main",
                "run",
                "--yes",
                "--json",
                folder.resolve("plan.yaml").toString());
        program.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
        program.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        return program.redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }
}
