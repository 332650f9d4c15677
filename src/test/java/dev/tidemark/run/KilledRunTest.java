package dev.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.consume.LogReader;
import dev.tidemark.consume.LogReader.Message;
import dev.tidemark.kafka.Cluster;
import dev.tidemark.kafka.MessageWriter;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.MessageKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is killed while the gate is closed or after: writers go on within the budget, and no end is in the log. */
class KilledRunTest {
    private static final Duration SOON = RunToStage.BUDGET.plusSeconds(1);

    private static TestServers servers;

    private static final int PARTITIONS = 3;

    @TempDir
    private Path stage;

    @TempDir
    private Path data;

    private DatabaseAddress database;
    private Plan plan;

    @BeforeAll
    static void serversToKill() {
        servers = TestServers.start();
    }

    @AfterAll
    static void stop() throws IOException {
        servers.close();
    }

    @BeforeEach
    void tableAndTopic() throws SQLException {
        database = servers.freshDatabase();
        try (PgSession session = session()) {
            session.execute("CREATE TABLE accounts (id bigint PRIMARY KEY, owner text)");
            session.execute("INSERT INTO accounts SELECT g, 'owner ' || g FROM generate_series(1, 1000) g");
        }
        plan = RunToStage.plan(database, servers.kafka(), servers.freshTopic("events", PARTITIONS), stage);
    }

    private PgSession session() throws SQLException {
        return PgSession.open(new Login(database, Optional.empty()), "test", StatementListener.NONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "EXPORTED", "MARKED"})
    void postgresKilledInTheGate(Stage when) throws SQLException {
        try (Servers connected = Servers.connect(database, Optional.empty(), servers.kafka());
                Backfill backfill = connected.prepare(plan)) {
            RunToStage.go(backfill, when);
            servers.postgres().kill();
            servers.postgres().restart();
            backfill.next();
            RunState end = backfill.await(s -> false, Duration.ofSeconds(30));
            assertThat(end.stage()).isEqualTo(Stage.FAILED);
            assertThat(end.problem()).isPresent();
        }
        assertThatWritersGoOn();
        assertThatTheRunLeftNothingThatCounts();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "EXPORTED", "MARKED"})
    void kafkaKilledInTheGate(Stage when) throws SQLException {
        try (Servers connected = Servers.connect(database, Optional.empty(), servers.kafka());
                Backfill backfill = connected.prepare(plan)) {
            RunToStage.go(backfill, when);
            servers.broker().kill();
            backfill.next();
            backfill.next();
            assertThatWritersGoOn();
            servers.broker().restart();
            RunState end = backfill.await(s -> s.stage() == Stage.STAGED, Duration.ofSeconds(60));
            assertThat(end.stage()).isIn(Stage.FAILED, Stage.READING, Stage.STAGED);
        }
        assertThatTheRunLeftNothingThatCounts();
    }

    @Test
    void kafkaStandsStillInTheGate() throws SQLException {
        Duration budget = Duration.ofSeconds(2);
        String topic = plan.tables().getFirst().eventTopic();
        try (Servers connected = Servers.connect(database, Optional.empty(), servers.kafka());
                Backfill backfill = connected.prepare(plan.withGate(plan.gate().withBudget(budget)));
                PgSession writer = session()) {
            RunToStage.go(backfill, Stage.EXPORTED);
            servers.broker().pause();
            try {
                backfill.next();
                // The server itself says how long is too long.
                writer.execute("SET lock_timeout = " + budget.plusSeconds(1).toMillis());
                writer.execute("UPDATE accounts SET owner = 'somebody else' WHERE id = 1");
                await().until(() -> !backfill.state().gate().closed());
            } finally {
                servers.broker().resume();
            }
            RunState end = backfill.await(s -> false, Duration.ofSeconds(30));
            assertThat(end.stage()).isEqualTo(Stage.FAILED);
            assertThat(end.problem())
                    .hasValueSatisfying(p -> assertThat(p.code()).isEqualTo("budget-spent"));
        }
        List<Message> log = log();
        assertThat(messages(log, MessageKind.MARK)).isEmpty();
        assertThat(messages(log, MessageKind.VOID)).hasSize(PARTITIONS);
        assertThat(LogReader.all(servers.kafka(), topic).stream()
                        .filter(m -> m.kind().equals(Optional.of(MessageKind.MARK))))
                .as("the broker had them before it stood still")
                .allSatisfy(mark -> assertThat(messages(log, MessageKind.VOID))
                        .anyMatch(v -> v.partition() == mark.partition() && v.offset() > mark.offset()));
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "EXPORTED", "MARKED"})
    void theProgramKilledInTheGateAndItsRunDiscardedByTheNext(Stage when) throws IOException, SQLException {
        PastRun left = killedAt(when);
        assertThatWritersGoOn();
        List<Message> before = log();
        assertThat(messages(before, MessageKind.END)).isEmpty();
        assertThat(messages(before, MessageKind.MARK)).isEmpty();
        assertThat(left.standing()).isEqualTo(Standing.AT_THE_GATE);
        String done = pastRuns().discard(left);
        assertThat(done).contains(when == Stage.MARKED ? "withdrawn" : "no mark");
        List<Message> after = log();
        assertThat(messages(after, MessageKind.VOID)).hasSize(when == Stage.MARKED ? PARTITIONS : 0);
        assertThat(messages(after, MessageKind.MARK)).isEmpty();
        assertThatTheRunIsOverAndCanBeDeleted(left);
    }

    @Test
    void theProgramKilledAfterTheReadAndItsRunCommittedByTheNext() throws IOException, SQLException {
        PastRun left = killedAt(Stage.STAGED);
        assertThatWritersGoOn();
        assertThat(left.standing()).isEqualTo(Standing.STAGED);
        assertThat(left.rowsRead()).isEqualTo(1000);
        try (Backfill backfill = pastRuns().resume(left)) {
            assertThat(backfill.state().gate().marks()).hasSize(PARTITIONS);
            assertThat(pastRuns().find(left.run().value()).standing()).isEqualTo(Standing.UNDER_WAY);
            backfill.commit();
            assertThat(backfill.await(s -> s.problem().isPresent(), Duration.ofSeconds(30))
                            .stage())
                    .isEqualTo(Stage.COMMITTED);
        }
        List<Message> log = log();
        assertThat(messages(log, MessageKind.ROW)).hasSize(1000).doesNotHaveDuplicates();
        assertThat(messages(log, MessageKind.END)).hasSize(PARTITIONS);
        assertThatTheRunIsOverAndCanBeDeleted(left);
    }

    @Test
    void theProgramKilledAfterTheReadAndItsRunDiscardedByTheNext() throws IOException, SQLException {
        PastRun left = killedAt(Stage.STAGED);
        assertThat(pastRuns().discard(left)).contains("withdrawn");
        List<Message> log = log();
        assertThat(messages(log, MessageKind.VOID)).hasSize(PARTITIONS);
        assertThat(messages(log, MessageKind.END)).isEmpty();
        assertThatTheRunIsOverAndCanBeDeleted(left);
    }

    @Test
    void theProgramKilledWhileItStreamsAndItsRunDiscardedByTheNext() throws IOException, SQLException {
        plan = plan.withRead(plan.read().withMode(ReadPlan.Mode.STREAMED));
        PastRun left = killedAt(Stage.READING);
        assertThatWritersGoOn();
        try (PgSession ddl = session()) {
            ddl.execute("SET lock_timeout = " + SOON.toMillis() + "; TRUNCATE accounts");
            await().atMost(SOON)
                    .until(() -> ddl.query("SELECT 1 FROM pg_stat_activity WHERE application_name LIKE 'tidemark %'"
                                    + " AND datname = current_database()")
                            .isEmpty());
        }
        assertThat(left.standing()).isEqualTo(Standing.SNAPSHOT_LOST);
        assertThat(pastRuns().discard(left)).contains("withdrawn");
        List<Message> log = log();
        assertThat(messages(log, MessageKind.ROW)).extracting(Message::keyText).doesNotHaveDuplicates();
        assertThat(messages(log, MessageKind.END)).isEmpty();
        assertThat(messages(log, MessageKind.VOID))
                .as("in each partition of the events and of the rows")
                .hasSize(2 * PARTITIONS);
        assertThat(log.stream()
                        .filter(m -> m.partition() == 0)
                        .toList()
                        .getLast()
                        .kind())
                .contains(MessageKind.VOID);
        assertThatTheRunIsOverAndCanBeDeleted(left);
    }

    @Test
    void theProgramKilledWhileItWaitsForTheLock() throws IOException, SQLException {
        String topic = plan.tables().getFirst().eventTopic();
        PastRun left;
        try (PgSession ahead = session();
                PgSession look = session()) {
            ahead.execute("BEGIN; UPDATE accounts SET owner = 'somebody' WHERE id = 2");
            left = killedAt(
                    Stage.LOCKING,
                    () -> await().atMost(Duration.ofSeconds(30))
                            .until(() -> !look.query("SELECT 1 FROM pg_locks WHERE NOT granted AND mode LIKE 'Share%'")
                                    .isEmpty()));
            ahead.execute("COMMIT");
        }
        assertThatWritersGoOn();
        assertThat(LogReader.all(servers.kafka(), topic))
                .isNotEmpty()
                .allSatisfy(m -> assertThat(m.kind()).contains(MessageKind.PREPARE));
        assertThat(left.standing()).isEqualTo(Standing.AT_THE_GATE);
        assertThat(pastRuns().discard(left)).contains("no mark");
        try (MessageWriter application = MessageWriter.open(servers.kafka())) {
            application.event(topic, "1", "{}");
        }
        assertThat(LogReader.committed(servers.kafka(), topic))
                .as("who takes committed messages goes on, and there is nothing to take back")
                .extracting(Message::kind)
                .containsExactly(Optional.empty());
        assertThatTheRunIsOverAndCanBeDeleted(left);
    }

    private PastRun killedAt(Stage when) throws IOException {
        return killedAt(when, () -> {});
    }

    /** @param then waited for before the program is killed */
    private PastRun killedAt(Stage when, Runnable then) throws IOException {
        ProcessBuilder builder = RunToStage.program(database, plan, stage, when);
        builder.environment().put("XDG_DATA_HOME", data.toString());
        Process program = builder.start();
        try {
            assertThat(program.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo(when.name());
            assertThat(pastRuns().all()).extracting(PastRun::standing).containsExactly(Standing.UNDER_WAY);
            then.run();
        } finally {
            program.destroyForcibly().onExit().join();
        }
        return pastRuns().all().getFirst();
    }

    private PastRuns pastRuns() {
        return new PastRuns(data.resolve("tidemark").resolve("runs"));
    }

    private void assertThatTheRunIsOverAndCanBeDeleted(PastRun left) {
        PastRun over = pastRuns().find(left.run().value());
        assertThat(over.standing()).isEqualTo(Standing.OVER);
        assertThat(stage).isEmptyDirectory();
        pastRuns().delete(over);
        assertThat(left.folder().path()).doesNotExist();
    }

    private void assertThatWritersGoOn() throws SQLException {
        long start = System.nanoTime();
        try (PgSession writer = session()) {
            writer.execute("SET lock_timeout = " + SOON.toMillis());
            writer.execute("UPDATE accounts SET owner = 'somebody else' WHERE id = 1");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON.plusSeconds(5));
        await().atMost(SOON).untilAsserted(() -> {
            try (PgSession look = session()) {
                assertThat(look.query("""
                                SELECT pid, mode
                                FROM pg_locks
                                WHERE relation = 'accounts'::regclass AND mode = 'ShareRowExclusiveLock'""")).isEmpty();
            }
        });
    }

    /** No end; and a mark, if any is to be seen at all, has its void behind it. */
    private void assertThatTheRunLeftNothingThatCounts() {
        List<Message> log = log();
        assertThat(messages(log, MessageKind.END)).isEmpty();
        List<Message> marks = messages(log, MessageKind.MARK);
        List<Message> voids = messages(log, MessageKind.VOID);
        assertThat(marks)
                .allSatisfy(mark -> assertThat(voids)
                        .anyMatch(v -> v.partition() == mark.partition()
                                && v.offset() > mark.offset()
                                && v.run().equals(mark.run())));
    }

    private static List<Message> messages(List<Message> log, MessageKind kind) {
        return log.stream().filter(m -> m.kind().equals(Optional.of(kind))).toList();
    }

    /** What whoever takes committed messages sees in the topics of events and rows. */
    private List<Message> log() {
        TablePlan table = plan.tables().getFirst();
        try (Cluster cluster = Cluster.connect(servers.kafka())) {
            return Stream.of(table.eventTopic(), table.rowsTopic())
                    .filter(topic -> cluster.topic(topic).isPresent())
                    .flatMap(topic -> LogReader.committed(servers.kafka(), topic).stream())
                    .toList();
        }
    }
}
