package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.tidemark.plan.GatePlan;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.NetworkCut;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.MessageKind;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The network between the console and the database is cut while the gate is closed: the server opens it by itself, within
 * the budget and a second, measured by the server.
 */
@ExtendWith(SharedServers.class)
class CutOffGateTest {
    private static final GatePlan PLAN = GatePlan.standard().withBudget(Duration.ofMillis(1200));
    private static final Duration LONGEST = PLAN.budget().plusSeconds(1);

    private enum Step {
        LOCKED,
        EXPORTED,
        MARKED
    }

    @ParameterizedTest
    @CsvSource({"V11, MARKED", "V15, EXPORTED", "V18, LOCKED", "V18, MARKED"})
    void writersGoOnAndNoMarkIsVisible(PostgresVersion version, Step when, TestServers servers)
            throws SQLException, IOException {
        GateFixture fixture = new GateFixture(servers, version);
        try (NetworkCut network = new NetworkCut(fixture.database);
                Gate gate = fixture.gate(PLAN, network.address())) {
            Locked locked = gate.lock();
            CompletableFuture<Void> writer = fixture.writer(LONGEST);
            CompletableFuture<ProblemException> end = switch (when) {
                case LOCKED -> {
                    network.cut();
                    yield failure(() -> locked.export());
                }
                case EXPORTED -> {
                    Exported exported = locked.export();
                    network.cut();
                    yield failure(() -> exported.mark());
                }
                case MARKED -> {
                    Marked marked = locked.export().mark();
                    network.cut();
                    yield failure(() -> marked.release());
                }
            };
            writer.join();
            assertThat(end.join().problem().code()).isEqualTo("budget-spent");
        }
        assertThat(fixture.committedKinds()).doesNotContain(MessageKind.MARK);
        fixture.assertThatEveryMarkHasItsVoid();
    }

    @ParameterizedTest
    @EnumSource
    void aStepLateInTheBudgetDoesNotBuyMoreTime(PostgresVersion version, TestServers servers)
            throws SQLException, IOException {
        GateFixture fixture = new GateFixture(servers, version);
        GatePlan plan = PLAN.withBudget(Duration.ofMillis(1800));
        try (NetworkCut network = new NetworkCut(fixture.database);
                Gate gate = fixture.gate(plan, network.address())) {
            Locked locked = gate.lock();
            long start = System.nanoTime();
            CompletableFuture<Void> writer = fixture.writer(plan.budget().plusMillis(700));
            await().until(() -> Elapsed.since(start).toMillis() > 1200);
            locked.export();
            network.cut();
            writer.join();
        }
        assertThat(fixture.committedKinds()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"V11", "V18"})
    void cutWhileItStillWaitsForTheLock(PostgresVersion version, TestServers servers) throws SQLException, IOException {
        GateFixture fixture = new GateFixture(servers, version);
        try (NetworkCut network = new NetworkCut(fixture.database);
                PgSession before = fixture.session("before");
                PgSession look = fixture.session("look");
                Gate gate = fixture.gate(PLAN, network.address())) {
            before.execute("BEGIN; INSERT INTO accounts VALUES (3, 'Grace')");
            CompletableFuture<ProblemException> end = failure(gate::lock);
            await().until(() -> !look.query("SELECT 1 FROM pg_locks WHERE NOT granted AND pid = " + gate.pid())
                    .isEmpty());
            network.cut();
            before.execute("COMMIT");
            fixture.writer(LONGEST).join();
            assertThat(end.join().problem().code()).isEqualTo("budget-spent");
        }
        assertThat(fixture.committedKinds()).isEmpty();
    }

    private static CompletableFuture<ProblemException> failure(Runnable step) {
        return CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(ProblemException.class, step::run),
                task -> Thread.ofVirtual().start(task));
    }
}
