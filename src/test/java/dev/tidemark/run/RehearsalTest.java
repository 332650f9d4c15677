package dev.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.consume.LogReader;
import dev.tidemark.kafka.TopicInfo;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.LockHolder;
import dev.tidemark.postgres.LockWait;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.problem.Problem;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedServers.class)
class RehearsalTest {
    private static final GatePlan STANDARD = GatePlan.standard();

    private TestServers servers;
    private DatabaseAddress database;
    private String topic;

    @BeforeEach
    void table(TestServers shared) throws SQLException {
        servers = shared;
        topic = shared.freshTopic("events", 6);
        tableIn(PostgresVersion.V18);
    }

    private void tableIn(PostgresVersion version) throws SQLException {
        database = servers.freshDatabase(version);
        try (PgSession session = session("setup")) {
            session.execute("CREATE TABLE accounts (id bigint PRIMARY KEY, owner text)");
        }
    }

    private PgSession session(String name) throws SQLException {
        return PgSession.open(new Login(database, Optional.empty()), name, StatementListener.NONE);
    }

    private Plan plan(Duration lockTimeout, int attempts) {
        GatePlan gate = new GatePlan(
                STANDARD.lockMode(), STANDARD.budget(), lockTimeout, attempts, STANDARD.drain(), STANDARD.marks());
        return Plan.of(database, servers.kafka(), List.of(TablePlan.whole(new TableName("public", "accounts"), topic)))
                .withGate(gate);
    }

    private Servers connect() {
        return Servers.connect(database, Optional.empty(), servers.kafka());
    }

    @ParameterizedTest
    @EnumSource
    void nothingComesOfIt(PostgresVersion version) throws SQLException {
        tableIn(version);
        List<RehearsedGate> told = new ArrayList<>();
        try (Servers connected = connect();
                Rehearsal rehearsal = connected.rehearsal(plan(Duration.ofSeconds(5), 1))) {
            Rehearsed result = rehearsal.go(3, told::add);

            assertThat(result.gates()).hasSize(3).isEqualTo(told).allSatisfy(gate -> {
                assertThat(gate.problem()).isEmpty();
                assertThat(gate.closed()).isPositive().isLessThanOrEqualTo(gate.stall());
            });
            assertThat(result.stall().max()).isEqualTo(longest(told));
            assertThat(connected.topics()).extracting(TopicInfo::name).doesNotContain(topic + ".backfill");
        }
        assertThat(LogReader.all(servers.kafka(), topic)).isEmpty();
        assertThatNothingIsLocked();
    }

    private static Duration longest(List<RehearsedGate> gates) {
        return gates.stream().map(RehearsedGate::stall).max(Duration::compareTo).orElseThrow();
    }

    @Test
    void whoHoldsItUpAndWhoWaitsBehindItIsSeen() throws SQLException {
        try (Servers connected = connect();
                Rehearsal rehearsal = connected.rehearsal(plan(Duration.ofSeconds(30), 1));
                PgSession holder = session("slow job");
                PgSession writer = session("shop")) {
            holder.execute("BEGIN; INSERT INTO accounts VALUES (1, 'Ada')");
            CompletableFuture<Rehearsed> result = CompletableFuture.supplyAsync(() -> rehearsal.go(1, _ -> {}));
            await().until(() -> waiting() == 1);
            CompletableFuture<Void> written = CompletableFuture.runAsync(() -> insert(writer));
            await().until(() -> waiting() == 2);
            // Longer than it takes to look once more.
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            holder.execute("COMMIT");

            RehearsedGate gate = result.join().gates().getFirst();
            written.join();
            assertThat(gate.ahead()).extracting(LockHolder::application).contains("slow job");
            assertThat(gate.waited()).extracting(LockWait::application).contains("shop");
            assertThat(gate.stall()).isGreaterThan(Duration.ofMillis(200));
            assertThat(gate.problem()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLockThatIsNotGrantedIsAFinding(PostgresVersion version) throws SQLException {
        tableIn(version);
        try (Servers connected = connect();
                Rehearsal rehearsal = connected.rehearsal(plan(Duration.ofMillis(100), 1));
                PgSession holder = session("slow job")) {
            holder.execute("BEGIN; INSERT INTO accounts VALUES (1, 'Ada')");

            Rehearsed result = rehearsal.go(2, _ -> {});

            assertThat(result.gates()).hasSize(2).allSatisfy(gate -> {
                assertThat(gate.problem()).map(Problem::code).contains("lock-not-granted");
                assertThat(gate.stall()).isGreaterThanOrEqualTo(Duration.ofMillis(100));
                assertThat(gate.closed()).isZero();
            });
            assertThat(result.closed().count()).isZero();
        }
    }

    @Test
    void cancelledItLetsGo() throws SQLException {
        try (Servers connected = connect();
                Rehearsal rehearsal = connected.rehearsal(plan(Duration.ofSeconds(30), 1));
                PgSession holder = session("slow job")) {
            holder.execute("BEGIN; INSERT INTO accounts VALUES (1, 'Ada')");
            CompletableFuture<Rehearsed> result = CompletableFuture.supplyAsync(() -> rehearsal.go(5, _ -> {}));
            await().until(() -> waiting() == 1);

            rehearsal.cancel();

            assertThat(result.join().gates()).isEmpty();
            await().until(() -> waiting() == 0);
        }
    }

    private static void insert(PgSession writer) {
        try {
            writer.execute("INSERT INTO accounts VALUES (2, 'Edgar')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int waiting() throws SQLException {
        try (PgSession look = session("look")) {
            return look.query("SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'accounts'::regclass")
                    .size();
        }
    }

    private void assertThatNothingIsLocked() throws SQLException {
        try (PgSession look = session("look")) {
            await().untilAsserted(
                            () -> assertThat(look.query("SELECT 1 FROM pg_locks WHERE relation = 'accounts'::regclass"))
                                    .isEmpty());
        }
    }
}
