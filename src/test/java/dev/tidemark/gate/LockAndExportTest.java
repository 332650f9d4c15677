package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.NetworkCut;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The export in the message of the last lock. */
@ExtendWith(SharedServers.class)
class LockAndExportTest {
    private static final GatePlan PLAN = GatePlan.standard().withBudget(Duration.ofSeconds(1));

    @ParameterizedTest
    @EnumSource
    void whatIsCommittedWhileItQueuesForTheOnlyTableIsInTheSnapshot(PostgresVersion version, TestServers servers)
            throws SQLException {
        GateFixture fixture = new GateFixture(servers, version);
        try (PgSession before = fixture.session("before");
                PgSession look = fixture.session("look");
                Gate gate = fixture.gate(PLAN, "postgres", GateFixture.FIRST)) {
            before.execute("BEGIN; INSERT INTO accounts VALUES (3, 'Grace')");
            CompletableFuture<Exported> exported = CompletableFuture.supplyAsync(gate::lockAndExport);
            await().until(() -> !look.query("SELECT 1 FROM pg_locks WHERE NOT granted AND pid = " + gate.pid())
                    .isEmpty());
            before.execute("COMMIT");

            assertThatReadersCount(exported.join(), GateFixture.FIRST, "3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCommittedWhileAFurtherTableIsNotFreeIsInTheSnapshot(PostgresVersion version, TestServers servers)
            throws SQLException {
        GateFixture fixture = new GateFixture(servers, version);
        GatePlan patient = new GatePlan(
                PLAN.lockMode(), Duration.ofSeconds(20), Duration.ofSeconds(20), 1, PLAN.drain(), PLAN.marks());
        try (PgSession before = fixture.session("before");
                PgSession look = fixture.session("look");
                Gate gate = fixture.gate(patient, "postgres", GateFixture.FIRST, GateFixture.SECOND)) {
            before.execute("BEGIN; INSERT INTO bookings VALUES (1, 10)");
            CompletableFuture<Exported> exported = CompletableFuture.supplyAsync(gate::lockAndExport);
            await().until(() -> !look.query("SELECT 1 FROM pg_locks WHERE mode = 'ShareRowExclusiveLock' AND granted"
                            + " AND pid = " + gate.pid())
                    .isEmpty());
            before.execute("COMMIT");

            assertThatReadersCount(exported.join(), GateFixture.SECOND, "1");
        }
    }

    private static void assertThatReadersCount(Exported exported, TableName table, String rows) throws SQLException {
        try (var readers = exported.mark().release().readers()) {
            for (PgSession reader : readers.sessions()) {
                assertThat(reader.query("SELECT count(*) FROM " + table.sql()).getFirst())
                        .containsExactly(rows);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutOffWhileItQueuesItKeepsWritersOutForNoLongerThanTheBudget(PostgresVersion version, TestServers servers)
            throws SQLException, IOException {
        GateFixture fixture = new GateFixture(servers, version);
        try (NetworkCut network = new NetworkCut(fixture.database);
                PgSession before = fixture.session("before");
                PgSession look = fixture.session("look");
                Gate gate = fixture.gate(PLAN, network.address(), GateFixture.FIRST)) {
            before.execute("BEGIN; INSERT INTO accounts VALUES (3, 'Grace')");
            CompletableFuture<Exported> exported = CompletableFuture.supplyAsync(gate::lockAndExport);
            await().until(() -> !look.query("SELECT 1 FROM pg_locks WHERE NOT granted AND pid = " + gate.pid())
                    .isEmpty());
            network.cut();
            before.execute("COMMIT");

            fixture.writer(PLAN.budget().plusSeconds(1)).join();
            assertThatThrownBy(exported::join).hasCauseInstanceOf(ProblemException.class);
        }
        assertThat(fixture.committedKinds()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"V15", "V18"})
    void theServerItselfEndsAStatementBehindTheLockWithTheBudget(PostgresVersion version, TestServers servers)
            throws SQLException {
        GateFixture fixture = new GateFixture(servers, version);
        try (PgSession session = fixture.session("gate")) {
            session.execute("BEGIN");
            assertThatThrownBy(() -> session.execute("LOCK TABLE accounts IN SHARE MODE;"
                            + " SET LOCAL statement_timeout = 50; SELECT pg_sleep(60)"))
                    .asInstanceOf(type(SQLException.class))
                    .extracting(SQLException::getSQLState)
                    .isEqualTo("57014");
        }
    }

    @Test
    void theCommitOfATransactionThatHasFailedProvesNothing(TestServers servers) throws SQLException {
        GateFixture fixture = new GateFixture(servers);
        ExportSession session = ExportSession.open(fixture.login, PLAN, 180_000, StatementListener.NONE);
        try {
            session.begin();
            session.lockFirst(GateFixture.FIRST, false);
            assertThatThrownBy(() -> session.families(List.of(new TableName("public", "missing"))))
                    .isInstanceOf(SQLException.class);

            assertThatThrownBy(session::commit).isInstanceOf(SQLException.class);
        } finally {
            session.close();
        }
    }
}
