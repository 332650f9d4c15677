package dev.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consume.LogReader;
import dev.tidemark.consume.LogReader.Message;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan.Mode;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.problem.Problem;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.MessageKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is lost while the snapshot is read, the run ends in a state that is true, and says what to do. */
class MiddleOfReadTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int ROWS = 15_000;
    private static final int PARTITIONS = 2;

    private static TestServers servers;

    @TempDir
    private Path stage;

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
        try (PgSession session = session("shop_owner")) {
            session.execute("CREATE TABLE accounts (id bigint PRIMARY KEY, owner text)");
            // More than fits into what lies between server and program.
            session.execute("INSERT INTO accounts SELECT g, repeat('x', 1500) FROM generate_series(1, " + ROWS + ") g");
        }
        plan = RunToStage.plan(database, servers.kafka(), servers.freshTopic("events", PARTITIONS), stage);
    }

    private PgSession session(String role) throws SQLException {
        return PgSession.open(new Login(servers.as(role, database), Optional.empty()), "test", StatementListener.NONE);
    }

    @Test
    void theKeeperIsLostAndTheReadersBringAllRows() throws SQLException {
        RunState end = hitInTheRead(plan, () -> end("tidemark keeper"));
        assertThat(end.stage()).isEqualTo(Stage.STAGED);
        assertThat(end.rowsRead()).isEqualTo(ROWS);
    }

    @Test
    void allReadersAndTheKeeperAreLost() throws SQLException {
        assertThatItFailedAndIsVoid(hitInTheRead(plan, () -> end("tidemark keeper", "tidemark reader%")));
    }

    @Test
    void theServerIsStartedAgain() throws SQLException {
        assertThatItFailedAndIsVoid(hitInTheRead(plan, () -> {
            servers.postgres().kill();
            servers.postgres().restart();
        }));
    }

    @Test
    void theReadersAreLostAndNoOtherMayLogIn() throws SQLException {
        RunState end = hitWithoutLogin(plan, "tidemark reader%");
        assertThat(end.stage()).as("the keeper reads").isEqualTo(Stage.STAGED);
        assertThat(end.rowsRead()).isEqualTo(ROWS);
    }

    @Test
    void theRoleMayNotLogInAnyMore() throws SQLException {
        RunState end = hitWithoutLogin(plan, "tidemark keeper", "tidemark reader%");
        assertThatItFailedAndIsVoid(end);
        assertThat(end.problem().map(Problem::text).orElse("")).containsIgnoringCase("log in");
    }

    private RunState hitWithoutLogin(Plan slow, String... lost) throws SQLException {
        try {
            return hitInTheRead(slow, () -> {
                as("postgres", "ALTER ROLE shop_owner NOLOGIN");
                end(lost);
            });
        } finally {
            as("postgres", "ALTER ROLE shop_owner LOGIN");
        }
    }

    @Test
    void kafkaIsGoneForAMomentWhileRowsAreStreamed() throws SQLException {
        RunState end = hitInTheRead(plan.withRead(plan.read().withMode(Mode.STREAMED)), () -> {
            servers.broker().kill();
            servers.broker().restart();
        });
        if (end.stage() == Stage.STAGED) {
            assertThat(end.rowsRead()).isEqualTo(ROWS);
        } else {
            assertThatItFailedAndIsVoid(end);
        }
    }

    @Test
    void theComputerSleepsUntilTheServerHasGivenItUp() throws Exception {
        Process program =
                RunToStage.program(database, plan, stage, Stage.READING).start();
        try (BufferedReader said = program.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo(Stage.READING.name());
            signal("STOP", program);
            end("tidemark keeper", "tidemark reader%");
            signal("CONT", program);
            program.getOutputStream().write('\n');
            program.getOutputStream().flush();
            assertThat(said.readLine()).isEqualTo(Stage.FAILED.name());
        } finally {
            program.destroyForcibly().onExit().join();
        }
        assertThatItIsVoid();
    }

    private static void signal(String name, Process program) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("sh", "-c", "kill -" + name + " " + program.pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    /** What is done to a run that is held in the read. */
    private interface Fault {
        void hit() throws SQLException;
    }

    /** Gives the state in which the run came to rest; a staged one is discarded then. */
    private RunState hitInTheRead(Plan slow, Fault fault) throws SQLException {
        Plan held = slow.withRead(slow.read().withRowsPerSecond(OptionalInt.of(800)));
        try (Servers connected = Servers.connect(database, Optional.empty(), servers.kafka());
                Backfill backfill = connected.prepare(held)) {
            backfill.start(Pace.AUTOMATIC);
            assertThat(backfill.await(s -> s.stage() == Stage.READING && s.rowsRead() > 0, LONG)
                            .stage())
                    .isEqualTo(Stage.READING);
            fault.hit();
            backfill.reading().rowsPerSecond(OptionalInt.empty());
            return backfill.await(s -> s.stage() == Stage.STAGED, LONG);
        }
    }

    private void end(String... applications) throws SQLException {
        for (String application : applications) {
            as(
                    "postgres",
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name LIKE '"
                            + application + "'");
        }
    }

    private void as(String role, String sql) throws SQLException {
        try (PgSession session = session(role)) {
            session.execute(sql);
        }
    }

    private void assertThatItFailedAndIsVoid(RunState end) {
        assertThat(end.stage()).isEqualTo(Stage.FAILED);
        assertThat(end.problem()).hasValueSatisfying(problem -> {
            assertThat(problem.what()).isNotBlank();
            assertThat(problem.toDo()).contains("start a new run");
        });
        assertThat(end.voidsMissing()).isFalse();
        assertThatItIsVoid();
    }

    private void assertThatItIsVoid() {
        String topic = plan.tables().getFirst().eventTopic();
        List<Message> log = LogReader.committed(servers.kafka(), topic);
        assertThat(log.stream().filter(m -> m.kind().equals(Optional.of(MessageKind.VOID))))
                .hasSize(PARTITIONS);
        assertThat(stage).isEmptyDirectory();
    }
}
