package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.plan.GatePlan;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An application has the second table and wants the first, which the gate has. The application is never the one that
 * PostgreSQL ends to resolve a deadlock: its every statement succeeds, and then the gate gets its locks.
 */
@ExtendWith(SharedServers.class)
class GivingWayTest {
    private static final GatePlan STANDARD = GatePlan.standard();
    /** Longer than a deadlock goes unnoticed here. */
    private static final GatePlan PATIENT = new GatePlan(
            STANDARD.lockMode(), Duration.ofSeconds(5), Duration.ofSeconds(3), 10, STANDARD.drain(), STANDARD.marks());

    /** The common pool may have one thread for all that waits. */
    private static final Executor ON_ITS_OWN = task -> Thread.ofVirtual().start(task);

    private static final Duration DEADLOCK = Duration.ofMillis(100);

    private static GateFixture fixture(PostgresVersion version, TestServers servers) throws SQLException {
        GateFixture fixture = new GateFixture(servers, version);
        fixture.deadlockTimeout(DEADLOCK);
        return fixture;
    }

    @ParameterizedTest
    @EnumSource
    void theApplicationIsNeverTheVictim(PostgresVersion version, TestServers servers) throws SQLException {
        GateFixture fixture = fixture(version, servers);
        try (PgSession application = fixture.session("application");
                Gate gate = fixture.gate(PATIENT)) {
            application.execute("BEGIN; INSERT INTO bookings VALUES (1, 1)");
            CompletableFuture<Locked> locked = CompletableFuture.supplyAsync(gate::lock);
            // Whoever waits now has looked for a deadlock and found none: the next one to look would be the
            // application.
            await().pollDelay(DEADLOCK.multipliedBy(2)).until(() -> true);
            application.execute("INSERT INTO accounts VALUES (3, 'Grace')");
            application.execute("COMMIT");
            assertThat(locked).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    /** The application queues behind the gate's own request, and both wait for longer than a deadlock goes unnoticed. */
    @ParameterizedTest
    @EnumSource(names = {"V11", "V18"})
    void norIsOneThatWaitsForTheFirstTableBeforeTheGateHasIt(PostgresVersion version, TestServers servers)
            throws SQLException {
        GateFixture fixture = fixture(version, servers);
        try (PgSession ahead = fixture.session("ahead");
                PgSession application = fixture.session("application");
                PgSession look = fixture.session("look");
                Gate gate = fixture.gate(PATIENT)) {
            ahead.execute("BEGIN; INSERT INTO accounts VALUES (3, 'Grace')");
            CompletableFuture<Locked> locked = CompletableFuture.supplyAsync(gate::lock, ON_ITS_OWN);
            await().until(() -> waits(look, gate.pid()));
            application.execute("BEGIN; INSERT INTO bookings VALUES (1, 1)");
            CompletableFuture<Void> written = CompletableFuture.runAsync(
                    () -> {
                        try {
                            application.execute("INSERT INTO accounts VALUES (4, 'Barbara')");
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    ON_ITS_OWN);
            await().until(() -> waits(look, application.pid()));
            await().pollDelay(DEADLOCK.multipliedBy(2)).until(() -> true);
            ahead.execute("COMMIT");
            assertThat(written).succeedsWithin(Duration.ofSeconds(5));
            application.execute("COMMIT");
            assertThat(locked).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    private static boolean waits(PgSession look, int pid) throws SQLException {
        return !look.query("SELECT 1 FROM pg_locks WHERE NOT granted AND pid = " + pid)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALTER TABLE %s ADD COLUMN note text", "TRUNCATE %s"})
    void norIsOneThatAltersTables(String ddl, TestServers servers) throws SQLException {
        GateFixture fixture = fixture(PostgresVersion.V18, servers);
        try (PgSession application = fixture.session("application");
                Gate gate = fixture.gate(PATIENT)) {
            application.execute("BEGIN; " + ddl.formatted("bookings"));
            CompletableFuture<Locked> locked = CompletableFuture.supplyAsync(gate::lock);
            await().pollDelay(DEADLOCK.multipliedBy(2)).until(() -> true);
            application.execute(ddl.formatted("accounts"));
            application.execute("COMMIT");
            assertThat(locked).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @ParameterizedTest
    @EnumSource
    void norIsOneThatHasAPartitionAndWantsTheTable(PostgresVersion version, TestServers servers) throws SQLException {
        GateFixture fixture = fixture(version, servers);
        try (PgSession application = fixture.session("application")) {
            application.execute("""
                    DROP TABLE accounts;
                    CREATE TABLE accounts (id bigint PRIMARY KEY, owner text) PARTITION BY RANGE (id);
                    CREATE TABLE accounts_1 PARTITION OF accounts FOR VALUES FROM (0) TO (100);
                    CREATE TABLE accounts_2 PARTITION OF accounts FOR VALUES FROM (100) TO (200)""");
            try (Gate gate = fixture.gate(PATIENT)) {
                application.execute("BEGIN; INSERT INTO accounts_2 VALUES (101, 'Ada')");
                CompletableFuture<Locked> locked = CompletableFuture.supplyAsync(gate::lock);
                await().pollDelay(DEADLOCK.multipliedBy(2)).until(() -> true);
                application.execute("INSERT INTO accounts VALUES (3, 'Grace')");
                application.execute("CREATE TABLE accounts_3 PARTITION OF accounts FOR VALUES FROM (200) TO (300)");
                application.execute("COMMIT");
                assertThat(locked).succeedsWithin(Duration.ofSeconds(30));
                assertThat(application.query("""
                                SELECT relation::regclass
                                FROM pg_locks
                                WHERE mode = 'ShareRowExclusiveLock' AND granted AND locktype = 'relation'
                                  AND pid = %d
                                ORDER BY 1""".formatted(gate.pid())).toString())
                        .as("also one that was not there when the gate was prepared")
                        .contains("[accounts]", "[accounts_1]", "[accounts_2]", "[accounts_3]", "[bookings]");
            }
        }
    }
}
