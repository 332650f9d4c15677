package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.tidemark.consume.LogReader;
import dev.tidemark.plan.Drain;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.LockMode;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.Mark;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.Position;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedServers.class)
class GateTest {
    private static final GatePlan PLAN = GatePlan.standard();

    private GateFixture fixture;

    @BeforeEach
    void tablesAndTopic(TestServers servers) throws SQLException {
        fixture = new GateFixture(servers);
    }

    @ParameterizedTest
    @EnumSource(LockMode.class)
    void marksStandInEveryPartitionAndReadersSeeWhatWasThere(LockMode mode) throws SQLException {
        try (Gate gate = fixture.gate(PLAN.withLockMode(mode))) {
            Released released = gate.lock().export().mark().release();

            try (PgSession writer = fixture.session("writer");
                    var readers = released.readers()) {
                writer.execute("INSERT INTO accounts VALUES (3, 'Grace')");
                for (PgSession reader : readers.sessions()) {
                    assertThat(reader.query("SELECT count(*) FROM accounts").getFirst())
                            .containsExactly("2");
                }
            }
            assertThat(released.marks()).extracting(Position::partition).containsExactly(0, 1, 2, 3, 4, 5);
            List<LogReader.Message> log = LogReader.committed(fixture.servers.kafka(), fixture.topic);
            assertThat(log)
                    .filteredOn(m -> m.kind().equals(Optional.of(MessageKind.MARK)))
                    .hasSize(6)
                    .allSatisfy(message -> {
                        Mark mark = Mark.parse(message.value());
                        assertThat(mark.run()).isEqualTo(fixture.run);
                        assertThat(mark.snapshot()).isEqualTo(released.snapshot());
                    });
            assertThat(log)
                    .filteredOn(m -> !m.kind().equals(Optional.of(MessageKind.MARK)))
                    .hasSize(6)
                    .allSatisfy(message -> {
                        assertThat(message.kind()).contains(MessageKind.PREPARE);
                        assertThat(message.keyText()).isEqualTo("tidemark:" + fixture.run + ":prepare");
                        assertThat(message.valueText())
                                .isEqualTo("{\"tidemark\":1,\"kind\":\"prepare\",\"run\":\"" + fixture.run + "\"}");
                    });
        }
    }

    @Test
    void anAttemptThatFailsLeavesNothingOpenAndTheNextBeginsAnew() throws SQLException {
        GatePlan plan =
                new GatePlan(PLAN.lockMode(), PLAN.budget(), Duration.ofMillis(50), 50, PLAN.drain(), PLAN.marks());
        try (PgSession writer = fixture.session("writer");
                var application = new LateEvents(fixture.servers.kafka(), fixture.topic);
                Gate gate = fixture.gate(plan)) {
            writer.execute("BEGIN; INSERT INTO accounts VALUES (3, 'Grace')");
            CompletableFuture<Locked> locked = CompletableFuture.supplyAsync(gate::lock);
            await().until(() -> fixture.listener.steps.contains("refused 2"));
            writer.execute("COMMIT");

            locked.join().export().mark().release().readers().close();
            application.send();
            assertThat(LogReader.committed(fixture.servers.kafka(), fixture.topic))
                    .extracting(LogReader.Message::kind)
                    .containsOnlyOnce(Optional.empty())
                    .hasSize(6 + 6 + 1);
            long attempts = fixture.listener.steps.stream()
                    .filter(step -> step.startsWith("attempt"))
                    .count();
            assertThat(LogReader.all(fixture.servers.kafka(), fixture.topic))
                    .filteredOn(m -> m.kind().equals(Optional.of(MessageKind.PREPARE)))
                    .hasSize(6 * (int) attempts);
        }
    }

    @Test
    void ifKafkaIsNotReadyTheLockIsNotAskedFor() throws SQLException {
        try (PgSession look = fixture.session("look");
                Gate gate = fixture.gate(PLAN)) {
            CompletableFuture<Locked> locked;
            fixture.servers.broker().pause();
            try {
                locked = CompletableFuture.supplyAsync(gate::lock);
                await().atMost(Duration.ofSeconds(15))
                        .until(() -> look.query("SELECT 1 FROM pg_stat_activity WHERE pid = " + gate.pid())
                                .isEmpty());
            } finally {
                fixture.servers.broker().resume();
            }
            assertThatThrownBy(locked::join)
                    .cause()
                    .asInstanceOf(type(ProblemException.class))
                    .extracting(e -> e.problem().code())
                    .isEqualTo("marks-not-prepared");
        }
        assertThat(fixture.listener.steps).containsExactly("attempt 1");
        assertThat(fixture.committedKinds()).isEmpty();
    }

    @Test
    void whatIsGoneThroughBeforehandLeavesNoSnapshotAndNothingInTheEventTopics() throws SQLException {
        try (Gate gate = fixture.gate(PLAN);
                PgSession look = fixture.session("look")) {
            assertThat(fixture.listener.steps).isEmpty();
            assertThat(LogReader.all(fixture.servers.kafka(), fixture.topic)).isEmpty();
            assertThat(look.query(
                            "SELECT state, backend_xmin, xact_start FROM pg_stat_activity WHERE pid = " + gate.pid()))
                    .containsExactly(Arrays.asList("idle", null, null));
        }
    }

    @Test
    void aMarkBesideTheEventsComesToNothingWithTheGate() throws SQLException {
        GatePlan plan = PLAN.withBudget(Duration.ofMillis(300)).withMarks(GatePlan.Placement.SIDE_BAND);
        try (Gate gate = fixture.gate(plan)) {
            Marked marked = gate.lock().export().mark();
            await().until(() -> gate.abandoned().isDone());

            assertThatThrownBy(marked::release).isInstanceOf(ProblemException.class);
        }
        assertThat(LogReader.all(fixture.servers.kafka(), fixture.topic)).isEmpty();
        assertThat(LogReader.all(fixture.servers.kafka(), Mark.SIDE_BAND_TOPIC))
                .noneMatch(message -> message.run().equals(fixture.run.value()));
    }

    @Test
    void theSnapshotIsNotTakenBeforeTheOutboxIsEmpty() throws SQLException {
        try (PgSession relay = fixture.session("relay")) {
            relay.execute("CREATE TABLE outbox (id int); INSERT INTO outbox VALUES (1), (2)");
            try (Gate gate = fixture.gate(PLAN.withDrain(new Drain.Outbox("SELECT count(*) FROM outbox")))) {
                CompletableFuture<Exported> exported = CompletableFuture.supplyAsync(gate::lockAndExport);
                await().until(() -> fixture.listener.steps.contains("locked"));
                relay.execute("DELETE FROM outbox WHERE id = 1");
                assertThat(exported).isNotDone();
                relay.execute("DELETE FROM outbox");

                try (var readers = exported.join().mark().release().readers()) {
                    assertThat(fixture.listener.steps.get(2)).startsWith("proof: outbox empty, asked ");
                    assertThat(readers.sessions()
                                    .getLast()
                                    .query("SELECT count(*) FROM outbox")
                                    .getFirst())
                            .containsExactly("0");
                }
            }
        }
    }

    @Test
    void aProbeThatFailsOpensTheGate() throws SQLException {
        try (PgSession relay = fixture.session("relay")) {
            relay.execute("CREATE TABLE outbox (id int); INSERT INTO outbox VALUES (1)");
            try (Gate gate = fixture.gate(PLAN.withBudget(Duration.ofSeconds(60))
                    .withDrain(new Drain.Outbox("SELECT count(*) FROM outbox")))) {
                CompletableFuture<Locked> locked = CompletableFuture.supplyAsync(gate::lock);
                await().until(() -> fixture.listener.steps.contains("locked"));
                relay.execute("DROP TABLE outbox");

                assertThatThrownBy(locked::join)
                        .cause()
                        .asInstanceOf(type(ProblemException.class))
                        .extracting(e -> e.problem().code())
                        .isEqualTo("drain-probe");
                assertThatNothingIsLocked();
            }
        }
        assertThat(LogReader.all(fixture.servers.kafka(), fixture.topic))
                .as("nobody has to be told to pass over what says nothing")
                .allSatisfy(m -> assertThat(m.kind()).contains(MessageKind.PREPARE));
    }

    @Test
    void anOutboxThatIsNeverEmptyCostsNoMoreThanTheBudget() throws SQLException {
        GatePlan plan = PLAN.withBudget(Duration.ofMillis(400)).withDrain(new Drain.Outbox("SELECT 1"));
        try (Gate gate = fixture.gate(plan)) {
            assertThatThrownBy(gate::lock)
                    .asInstanceOf(type(ProblemException.class))
                    .extracting(e -> e.problem().code())
                    .isEqualTo("budget-spent");
            assertThatNothingIsLocked();
        }
    }

    @Test
    void theSnapshotIsNotTakenWhileEventsStillCome() throws SQLException {
        Duration quiet = Duration.ofMillis(600);
        try (Gate gate = fixture.gate(PLAN.withBudget(Duration.ofSeconds(30)).withDrain(new Drain.AfterCommit(quiet)));
                var late = new LateEvents(fixture.servers.kafka(), fixture.topic)) {
            CompletableFuture<Long> locked = CompletableFuture.supplyAsync(() -> {
                gate.lock();
                return System.nanoTime();
            });
            await().until(() -> fixture.listener.steps.contains("locked"));
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            long sent = late.send();

            assertThat(locked.join() - sent).isGreaterThanOrEqualTo(quiet.toNanos());
            assertThat(fixture.listener.steps).last().isEqualTo("observation: event topics quiet for 600 ms");
        }
    }

    @Test
    void theKeeperHasTheSnapshotToo() throws SQLException {
        try (Gate gate = fixture.gate(PLAN);
                PgSession writer = fixture.session("writer")) {
            Released released = gate.lock().export().mark().release();
            writer.execute("INSERT INTO accounts VALUES (3, 'Grace')");

            try (var readers = released.readers();
                    PgSession replacement = readers.replacement(Duration.ofSeconds(5))) {
                assertThat(replacement.query("SELECT count(*) FROM accounts").getFirst())
                        .containsExactly("2");
            }
        }
    }

    @Test
    void whatIsCommittedWhileTheLockIsAwaitedIsInTheSnapshot() throws SQLException {
        try (PgSession writer = fixture.session("writer");
                Gate gate = fixture.gate(new GatePlan(
                        PLAN.lockMode(), PLAN.budget(), Duration.ofSeconds(20), 1, PLAN.drain(), PLAN.marks()))) {
            writer.execute("BEGIN; INSERT INTO accounts VALUES (3, 'Grace')");
            CompletableFuture<Released> released = CompletableFuture.supplyAsync(
                    () -> gate.lock().export().mark().release());
            await().until(() -> waits(gate.pid()));
            writer.execute("COMMIT");

            try (var readers = released.join().readers()) {
                assertThat(readers.sessions()
                                .getFirst()
                                .query("SELECT count(*) FROM accounts")
                                .getFirst())
                        .containsExactly("3");
            }
        }
    }

    private boolean waits(int pid) throws SQLException {
        try (PgSession session = fixture.session("look")) {
            return !session.query("SELECT 1 FROM pg_locks WHERE NOT granted AND pid = " + pid)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLockThatIsNotGrantedIsTriedAgainAndThenGivenUp(PostgresVersion version) throws SQLException {
        fixture = new GateFixture(fixture.servers, version);
        GatePlan plan =
                new GatePlan(PLAN.lockMode(), PLAN.budget(), Duration.ofMillis(50), 3, PLAN.drain(), PLAN.marks());
        try (PgSession writer = fixture.session("writer");
                Gate gate = fixture.gate(plan)) {
            writer.execute("BEGIN; INSERT INTO bookings VALUES (1, 1)");

            assertThatThrownBy(gate::lock)
                    .asInstanceOf(type(ProblemException.class))
                    .extracting(e -> e.problem().code())
                    .isEqualTo("lock-not-granted");
            assertThat(fixture.listener.steps)
                    .containsExactly("attempt 1", "refused 1", "attempt 2", "refused 2", "attempt 3", "refused 3");
            new LateEvents(fixture.servers.kafka(), fixture.topic).send();
            assertThat(LogReader.committed(fixture.servers.kafka(), fixture.topic))
                    .as("who takes committed messages goes on")
                    .extracting(LogReader.Message::kind)
                    .containsExactly(Optional.empty());
        }
        assertThatNothingIsLocked();
    }

    @Test
    void aSpentBudgetOpensTheGateAndVoidsTheMarks() throws SQLException {
        try (Gate gate = fixture.gate(PLAN.withBudget(Duration.ofMillis(300)))) {
            Marked marked = gate.lock().export().mark();
            await().until(() -> gate.abandoned().isDone());

            assertThatNothingIsLocked();
            assertThatThrownBy(marked::release)
                    .asInstanceOf(type(ProblemException.class))
                    .extracting(e -> e.problem().code())
                    .isEqualTo("budget-spent");
        }
        assertThat(fixture.committedKinds()).hasSize(6).containsOnly(MessageKind.VOID);
        assertThat(LogReader.all(fixture.servers.kafka(), fixture.topic))
                .as("who takes uncommitted messages has seen the marks")
                .hasSize(18);
        fixture.assertThatEveryMarkHasItsVoid();
    }

    @Test
    void givenUpWhileItWaitsForTheLockItLetsGo() throws SQLException {
        try (PgSession writer = fixture.session("writer");
                Gate gate = fixture.gate(new GatePlan(
                        PLAN.lockMode(), PLAN.budget(), Duration.ofSeconds(20), 1, PLAN.drain(), PLAN.marks()))) {
            writer.execute("BEGIN; INSERT INTO accounts VALUES (3, 'Grace')");
            CompletableFuture<Locked> locked = CompletableFuture.supplyAsync(gate::lock);
            await().until(() -> waits(gate.pid()));
            gate.abandon(Problem.of("released", "Released.", "Test.", "Nothing."));

            assertThatThrownBy(locked::join)
                    .cause()
                    .asInstanceOf(type(ProblemException.class))
                    .extracting(e -> e.problem().code())
                    .isEqualTo("released");
        }
    }

    private void assertThatNothingIsLocked() throws SQLException {
        try (PgSession session = fixture.session("look")) {
            await().atMost(Duration.ofSeconds(3))
                    .untilAsserted(() -> assertThat(session.query("""
                                    SELECT pid, mode
                                    FROM pg_locks
                                    WHERE relation IN ('accounts'::regclass, 'bookings'::regclass)
                                      AND mode NOT IN ('RowExclusiveLock', 'AccessShareLock')""")).isEmpty());
        }
    }
}
