package dev.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan;
import dev.tidemark.plan.ReadPlan.Mode;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a held snapshot costs the server is told while it is held, and from the plan's thresholds on as a warning. */
@ExtendWith(SharedServers.class)
class SnapshotWarningTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path stage;

    @ParameterizedTest
    @CsvSource({"1000000, 3, true", "1000000, 1000000, false"})
    void comesFromTheThresholdsOfThePlan(int warnMillis, int warnTransactions, boolean warned, TestServers servers)
            throws SQLException {
        DatabaseAddress database = servers.freshDatabase();
        Login login = new Login(database, Optional.empty());
        try (PgSession application = PgSession.open(login, "application", StatementListener.NONE);
                PgSession older = PgSession.open(login, "older", StatementListener.NONE)) {
            application.execute("CREATE TABLE accounts AS SELECT n AS id FROM generate_series(1, 2000) AS n;"
                    + "ALTER TABLE accounts ADD PRIMARY KEY (id)");
            older.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1");
            application.execute("DELETE FROM accounts WHERE id = 1");
            Plan plan = RunToStage.plan(database, servers.kafka(), servers.freshTopic("events", 1), stage)
                    .withRead(new ReadPlan(
                            Mode.STAGED,
                            1,
                            OptionalInt.of(50),
                            Optional.of(stage),
                            Duration.ofMillis(warnMillis),
                            warnTransactions));
            try (Servers connected = Servers.connect(database, Optional.empty(), servers.kafka());
                    Backfill backfill = connected.prepare(plan)) {
                backfill.start(Pace.AUTOMATIC);
                backfill.await(s -> s.stage() == Stage.READING, LONG);
                for (int i = 2; i < 12; i++) {
                    application.execute("DELETE FROM accounts WHERE id = " + i);
                }
                ReadState read = backfill.await(s -> s.read().cost().transactions() >= 10, LONG)
                        .read();
                assertThat(read.cost().oldest())
                        .as("another session has kept more than this run")
                        .isGreaterThan(read.cost().transactions());
                assertThat(read.warning().isPresent()).isEqualTo(warned);
                backfill.discard();
                assertThat(backfill.await(_ -> false, LONG).read().warning()).isEmpty();
            }
        }
    }
}
