package dev.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan.Mode;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a run needs of memory does not grow with the table. */
@ExtendWith(SharedServers.class)
class LittleMemoryTest {
    /** Of this a run has about 25 MB in use, with its classes and clients. */
    private static final String HEAP = "-Xmx64m";
    /** As much as the heap in values; with 100 bytes kept of each row the heap would be full. */
    private static final int ROWS = 400_000;

    @TempDir
    private Path stage;

    @Test
    void aTableLargerThanTheHeapIsStagedAndPublishedAndStreamed(TestServers servers) throws SQLException, IOException {
        DatabaseAddress database = servers.freshDatabase();
        try (PgSession session =
                PgSession.open(new Login(database, Optional.empty()), "test", StatementListener.NONE)) {
            session.execute(
                    "CREATE TABLE accounts AS SELECT g AS id, repeat('x', 160) AS owner FROM generate_series(1, " + ROWS
                            + ") AS g; ALTER TABLE accounts ADD PRIMARY KEY (id)");
        }
        for (Mode mode : Mode.values()) {
            Plan plan = RunToStage.plan(database, servers.kafka(), servers.freshTopic("events", 2), stage);
            Process program = RunToStage.program(
                            HEAP, database, plan.withRead(plan.read().withMode(mode)), stage, Stage.STAGED)
                    .start();
            try (BufferedReader said = program.inputReader(StandardCharsets.UTF_8)) {
                assertThat(said.readLine()).as("%s", mode).isEqualTo(Stage.STAGED.name());
                program.getOutputStream().write('\n');
                program.getOutputStream().flush();
                assertThat(said.readLine()).as("%s", mode).isEqualTo(Stage.COMMITTED.name());
            } finally {
                program.destroyForcibly();
            }
        }
    }
}
