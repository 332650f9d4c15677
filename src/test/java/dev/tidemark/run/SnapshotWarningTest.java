package dev.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
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

    /** Whoever comes after the TRUNCATE waits as well, also to read: it is what keeps an application standing for hours. */
    @Test
    void tellsWhoWaitsForTheReadersAndNobodyWaitsOnceTheyAreGone(TestServers servers) throws SQLException {
        DatabaseAddress database = servers.freshDatabase();
        Login login = new Login(database, Optional.empty());
        try (PgSession ddl = PgSession.open(login, "nightly job", StatementListener.NONE);
                PgSession application = PgSession.open(login, "application", StatementListener.NONE)) {
            application.execute("CREATE TABLE accounts (id int PRIMARY KEY);"
                    + "INSERT INTO accounts SELECT generate_series(1, 2000)");
            Plan plan = RunToStage.plan(database, servers.kafka(), servers.freshTopic("events", 1), stage);
            try (Servers connected = Servers.connect(database, Optional.empty(), servers.kafka());
                    Backfill backfill =
                            connected.prepare(plan.withRead(plan.read().withRowsPerSecond(OptionalInt.of(50))))) {
                List<RunEvent> told = new CopyOnWriteArrayList<>();
                backfill.listen((event, _) -> told.add(event));
                backfill.start(Pace.AUTOMATIC);
                backfill.await(s -> s.stage() == Stage.READING, LONG);
                CompletableFuture<Void> truncated = sent(ddl, "TRUNCATE accounts");
                await().until(() -> !waiting(login).isEmpty());
                CompletableFuture<Void> counted = sent(application, "SELECT count(*) FROM accounts");
                RunState state = backfill.await(
                        s -> s.read()
                                .warning()
                                .filter(w -> w.contains("1 behind it"))
                                .isPresent(),
                        LONG);
                assertThat(state.read().warning().orElse(""))
                        .contains("pid " + ddl.pid() + " (nightly job, shop_owner)", "TRUNCATE accounts");
                await().until(() -> told.stream().anyMatch(RunEvent.Mended.class::isInstance));
                assertThat(List.of(truncated, counted)).noneMatch(CompletableFuture::isDone);
                backfill.discard();
                assertThat(truncated).succeedsWithin(LONG);
                assertThat(counted).succeedsWithin(LONG);
                assertThat(backfill.await(_ -> false, LONG).read().warning()).isEmpty();
            }
        }
    }

    private static CompletableFuture<Void> sent(PgSession session, String sql) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        session.execute(sql);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    private static List<?> waiting(Login login) throws SQLException {
        try (PgSession look = PgSession.open(login, "look", StatementListener.NONE)) {
            return look.query("SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'accounts'::regclass");
        }
    }
}
