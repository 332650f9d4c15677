package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.kafka.Cluster;
import dev.tidemark.kafka.Readiness;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SessionPooler;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be wrong with the servers, whatever the plan says. */
@ExtendWith(SharedServers.class)
class PreflightServerTest {
    private static final List<Path> PGBOUNCER = List.of(Path.of("/usr/sbin/pgbouncer"), Path.of("/usr/bin/pgbouncer"));

    private static final List<Path> FAKETIME = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib64/faketime/libfaketime.so.1"));

    @TempDir
    Path folder;

    private TestServers servers;
    private DatabaseAddress database;
    private String topic;

    @BeforeEach
    void databaseAndTopic(TestServers shared) throws SQLException {
        servers = shared;
        topic = servers.freshTopic("events", 2);
        database = servers.freshDatabase();
        orders();
    }

    private void orders() throws SQLException {
        execute("CREATE TABLE orders (id bigint PRIMARY KEY, note text); INSERT INTO orders VALUES (1, 'new')");
    }

    private PgSession session() throws SQLException {
        return PgSession.open(new Login(database, Optional.empty()), "test", StatementListener.NONE);
    }

    private void execute(String sql) throws SQLException {
        try (PgSession session = session()) {
            session.execute(sql);
        }
    }

    private Plan plan(String table) {
        return Plan.of(database, servers.kafka(), List.of(TablePlan.whole(TableName.parse(table), topic)));
    }

    private List<Verdict> check(Plan plan, DatabaseAddress way) {
        try (WatchPool pool = WatchPool.open(new Login(way, Optional.empty()));
                Cluster cluster = Cluster.connect(servers.kafka())) {
            return new Preflight(pool, cluster).check(plan, folder);
        }
    }

    private List<Verdict> check() {
        return check(plan("public.orders"), database);
    }

    private static List<String> codes(List<Verdict> verdicts, Verdict.Level level) {
        return verdicts.stream()
                .filter(v -> v.level() == level)
                .flatMap(v -> v.problem().stream())
                .map(Problem::code)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void everyCheckPassesOnEveryVersion(PostgresVersion version) throws SQLException {
        database = servers.freshDatabase(version);
        orders();
        List<Verdict> verdicts = check();
        assertThat(verdicts).allMatch(v -> v.level() == Verdict.Level.PASS);
        assertThat(verdicts)
                .extracting(Verdict::check)
                .contains(
                        "server",
                        "connections",
                        "pooler",
                        "timeouts",
                        "clock",
                        "locks",
                        "vacuum",
                        "open transactions",
                        "largest row",
                        "replicas",
                        "topic privilege",
                        "topic creation",
                        "transactions",
                        "disk");
    }

    @Test
    void aPoolerInSessionModeIsToldOf() throws SQLException, IOException {
        try (SessionPooler pooler = new SessionPooler(database)) {
            List<Verdict> verdicts = check(plan("public.orders"), pooler.address());
            assertThat(codes(verdicts, Verdict.Level.WARNING)).containsExactly("pooler-sessions");
            assertThat(verdicts).noneMatch(Verdict::refuses);
        }
    }

    @Test
    void oneSessionForTwoConnectionsIsAPoolerInTransactionMode() {
        Verdict verdict = new PoolerCheck.Signs(7, 4711, 4711).verdict();
        assertThat(verdict.refuses()).isTrue();
        assertThat(verdict.problem())
                .hasValueSatisfying(p -> assertThat(p.code()).isEqualTo("pooler-transactions"));
        assertThat(new PoolerCheck.Signs(4711, 4711, 4712).verdict().level()).isEqualTo(Verdict.Level.PASS);
    }

    @Test
    void pgBouncerInTransactionModeIsRefused() throws SQLException, IOException {
        Path program = PGBOUNCER.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> Assumptions.abort("PgBouncer is in none of " + PGBOUNCER));
        int port;
        try (var free = new java.net.ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path settings = folder.resolve("pgbouncer.ini");
        Files.writeString(settings, """
                [databases]
                * = host=127.0.0.1 port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                ignore_startup_parameters = extra_float_digits
                """.formatted(database.port(), port)
                .replace("* = host", database.database() + " = user=" + database.user() + " host"));
        Process pooler = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "if [ $(id -u) = 0 ]; then exec unshare -U " + program + " -q " + settings + "; else exec "
                                + program + " -q " + settings + "; fi")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                .start();
        try {
            DatabaseAddress way =
                    new DatabaseAddress("127.0.0.1", port, database.database(), database.user(), database.options());
            await().atMost(Duration.ofSeconds(10))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(codes(check(plan("public.orders"), way), Verdict.Level.REFUSAL))
                            .containsExactly("pooler-transactions"));
        } finally {
            pooler.destroyForcibly();
        }
    }

    @Test
    void aPoolerThatTakesNoneOfOurParametersIsNamed() throws SQLException {
        Problem problem = dev.tidemark.postgres.PgProblems.of(
                new SQLException("FATAL: unsupported startup parameter: extra_float_digits", "08P01"),
                servers.freshDatabase());
        assertThat(problem.code()).isEqualTo("pooler");
    }

    @Test
    void aRunningVacuumIsNamed() throws SQLException {
        execute("INSERT INTO orders SELECT g, repeat('x', 1000) FROM generate_series(2, 500) g");
        try (PgSession vacuum = session()) {
            vacuum.execute("SET vacuum_cost_delay = 100; SET vacuum_cost_limit = 1");
            CompletableFuture<Void> running = CompletableFuture.runAsync(
                    () -> {
                        try {
                            vacuum.execute("VACUUM orders");
                        } catch (SQLException e) {
                            // Cancelled.
                        }
                    },
                    task -> Thread.ofVirtual().start(task));
            await().untilAsserted(() ->
                    assertThat(codes(check(), Verdict.Level.WARNING)).contains("vacuum"));
            vacuum.cancel();
            running.join();
        }
        assertThat(VacuumChecks.running(
                                "public.orders",
                                1,
                                "autovacuum: VACUUM public.orders (to prevent wraparound)",
                                "scanning heap")
                        .code())
                .isEqualTo("wraparound-vacuum");
    }

    @Test
    void timeoutsThatEndOurSessionsAreNamedAndOthersTurnedOff() throws SQLException {
        execute("ALTER DATABASE " + database.database() + " SET idle_session_timeout = '5s'");
        assertThat(codes(check(), Verdict.Level.WARNING)).containsExactly("idle-session-timeout");
        assertThat(SettingsChecks.timeouts(Map.of("old_snapshot_threshold", 60L))
                        .problem())
                .hasValueSatisfying(p -> assertThat(p.code()).isEqualTo("old-snapshot-threshold"));
        assertThat(SettingsChecks.timeouts(Map.of("old_snapshot_threshold", -1L))
                        .level())
                .isEqualTo(Verdict.Level.PASS);
    }

    @ParameterizedTest
    @EnumSource(names = {"V11", "V18"})
    void limitsOfTheRoleDoNotEndTheReaders(PostgresVersion version) throws SQLException {
        GateFixture fixture = new GateFixture(servers, version);
        try (PgSession owner = fixture.session("owner")) {
            for (String limit :
                    List.of("statement_timeout", "idle_in_transaction_session_timeout", "transaction_timeout")) {
                if (version == PostgresVersion.V18 || !limit.startsWith("transaction")) {
                    owner.execute("ALTER DATABASE " + fixture.database.database() + " SET " + limit + " = 300");
                }
            }
        }
        try (Gate gate = fixture.gate(GatePlan.standard());
                var readers = gate.lock().export().mark().release().readers()) {
            await().pollDelay(Duration.ofMillis(400)).until(() -> true);
            for (PgSession reader : readers.sessions()) {
                assertThat(reader.query("SELECT count(*), pg_sleep(0.4)::text FROM accounts")
                                .getFirst())
                        .startsWith("2");
            }
            try (PgSession replacement = readers.replacement(Duration.ofSeconds(1))) {
                assertThat(replacement.query("SELECT count(*) FROM accounts").getFirst())
                        .containsExactly("2");
            }
        }
    }

    @Test
    void aRowThatIsTooLargeForItsTopicIsMeasured() throws SQLException {
        execute("INSERT INTO orders VALUES (2, repeat('x', 1500000))");
        List<Verdict> verdicts = check();
        assertThat(codes(verdicts, Verdict.Level.WARNING)).containsExactly("row-too-large");
        assertThat(verdicts).extracting(Verdict::finding).anyMatch(f -> f.contains("public.orders: 15000"));
        execute("INSERT INTO orders VALUES (3, repeat('x', 6000000))");
        assertThat(codes(check(), Verdict.Level.REFUSAL)).containsExactly("row-too-large");
    }

    @Test
    void aLargeTableIsMeasuredByASample() throws SQLException {
        execute("ALTER TABLE orders ALTER COLUMN note SET STORAGE PLAIN;"
                + " INSERT INTO orders SELECT g, repeat('x', 2000) FROM generate_series(2, 20000) g");
        assertThat(check()).extracting(Verdict::finding).anyMatch(f -> f.matches("20\\d\\d bytes in a sample"));
    }

    @Test
    void theLockTableHasToHaveRoom() throws SQLException {
        assertThat(SettingsChecks.locks(9000, 100, 6400).refuses()).isTrue();
        assertThat(SettingsChecks.locks(4000, 100, 6400).level()).isEqualTo(Verdict.Level.WARNING);
        assertThat(SettingsChecks.locks(40, 100, 6400).level()).isEqualTo(Verdict.Level.PASS);
        execute("""
                CREATE TABLE parted (id int PRIMARY KEY) PARTITION BY RANGE (id);
                CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (100)
                """);
        assertThat(check(plan("public.parted"), database)).allMatch(v -> v.level() == Verdict.Level.PASS);
    }

    /** This computer's clock goes right; libfaketime, if it is here, makes one program's go wrong. */
    @Test
    void clocksThatDifferAreToldOf() throws IOException {
        Path library = FAKETIME.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseGet(() -> Assumptions.abort("libfaketime is in none of " + FAKETIME));
        ProcessBuilder late = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PreflightProgram.class.getName(),
                database.url(),
                servers.kafka().bootstrapServers(),
                topic,
                "public.orders",
                folder.toString());
        late.environment()
                .putAll(Map.of(
                        "LD_PRELOAD", library.toString(),
                        "FAKETIME", "-5s",
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1"));
        Process program = late.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader said = program.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.lines().filter(line -> line.contains("clock")))
                    .singleElement()
                    .asString()
                    .matches("WARNING clock: the server's clock is (49|50|51)\\d\\d ms ahead");
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void aClockIsToldOfFromTwoSecondsOn() {
        assertThat(SettingsChecks.clock(Duration.ofSeconds(-3)).problem())
                .hasValueSatisfying(p -> assertThat(p.code()).isEqualTo("clock-skew"));
        assertThat(SettingsChecks.clock(Duration.ofMillis(30)).level()).isEqualTo(Verdict.Level.PASS);
    }

    @Test
    void aPreparedTransactionInTheWayIsNamed() throws SQLException {
        String id = database.database();
        execute("BEGIN; UPDATE orders SET note = 'old'; PREPARE TRANSACTION '" + id + "'");
        try {
            assertThat(codes(check(), Verdict.Level.WARNING)).containsExactly("prepared-transaction");
        } finally {
            execute("ROLLBACK PREPARED '" + id + "'");
        }
    }

    @Test
    void whatIsNoTableIsRefused() throws SQLException {
        execute("CREATE TABLE heirs () INHERITS (orders)");
        Login superuser = new Login(servers.as("postgres", database), Optional.empty());
        try (PgSession session = PgSession.open(superuser, "setup", StatementListener.NONE)) {
            session.execute("""
                    CREATE FOREIGN DATA WRAPPER elsewhere;
                    CREATE SERVER other FOREIGN DATA WRAPPER elsewhere;
                    CREATE FOREIGN TABLE seen (id bigint) SERVER other;
                    ALTER FOREIGN TABLE seen OWNER TO shop_owner""");
        }
        TablePlan seen = TablePlan.whole(TableName.parse("public.seen"), topic);
        Plan plan = Plan.of(
                database,
                servers.kafka(),
                List.of(new TablePlan(
                        seen.table(),
                        topic,
                        seen.rowsTopic(),
                        seen.columns(),
                        seen.filter(),
                        new KeyPlan.Text("id"),
                        seen.value())));
        assertThat(codes(check(plan, database), Verdict.Level.REFUSAL)).containsExactly("not-a-table");
        assertThat(check()).as("a table with heirs is locked with them").noneMatch(Verdict::refuses);
    }

    @Test
    void theClusterHasToBeReady() {
        Map<String, Readiness.Topic> topics = Map.of(
                "thin", new Readiness.Topic(1, 2, true),
                "closed", new Readiness.Topic(3, 2, false),
                "good", new Readiness.Topic(3, 2, true));
        assertThat(codes(ClusterChecks.topics(topics), Verdict.Level.REFUSAL))
                .containsExactlyInAnyOrder("too-few-replicas", "no-write-privilege");
        assertThat(ClusterChecks.transactions(new Readiness.Transactions(2, 2, 3))
                        .refuses())
                .isTrue();
        assertThat(ClusterChecks.creation(false).refuses()).isTrue();
    }

    @Test
    void aTopicThatNeedsMoreReplicasThanThereAreIsRefused() throws SQLException {
        topic = servers.freshTopic("thin", 2, Map.of("min.insync.replicas", "2"));
        assertThat(codes(check(), Verdict.Level.REFUSAL)).containsExactly("too-few-replicas");
    }

    @Test
    void aServerThatIsGoneIsAFinding() throws SQLException {
        try (WatchPool pool = WatchPool.open(new Login(database, Optional.empty()));
                Cluster cluster = Cluster.connect(servers.kafka())) {
            Preflight preflight = new Preflight(pool, cluster);
            Login superuser = new Login(servers.postgres().address("postgres", "postgres"), Optional.empty());
            try (PgSession session = PgSession.open(superuser, "test", StatementListener.NONE)) {
                String name = database.database();
                session.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
                session.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
            }
            assertThat(preflight.check(plan("public.orders"), folder)).anyMatch(Verdict::refuses);
        } catch (ProblemException e) {
            throw new AssertionError("thrown instead of told", e);
        }
    }

    @Test
    void aDiskThatIsSmallerThanTheTableIsToldOf() throws SQLException, IOException, InterruptedException {
        execute("INSERT INTO orders SELECT g, repeat('x', 1000) FROM generate_series(2, 3000) g");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m", "tidemark", disk.toString()),
                "no file system can be mounted here");
        try (WatchPool pool = WatchPool.open(new Login(database, Optional.empty()));
                Cluster cluster = Cluster.connect(servers.kafka())) {
            List<Verdict> verdicts =
                    new Preflight(pool, cluster).check(plan("public.orders"), disk.resolve("to be made"));
            assertThat(codes(verdicts, Verdict.Level.WARNING)).containsExactly("disk-room");
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void aCompactedTopicNeedsKeys() {
        TablePlan orders = TablePlan.whole(TableName.parse("public.orders"), topic);
        String compacted = servers.freshTopic("compacted", 2, Map.of("cleanup.policy", "compact"));
        assertThat(codes(check(keyed(orders, compacted, new KeyPlan.None())), Verdict.Level.REFUSAL))
                .containsExactly("compacted-without-key");
        assertThat(codes(check(keyed(orders, compacted, new KeyPlan.Text("id"))), Verdict.Level.REFUSAL))
                .isEmpty();
    }

    private List<Verdict> check(TablePlan table) {
        return check(Plan.of(database, servers.kafka(), List.of(table)), database);
    }

    private static TablePlan keyed(TablePlan table, String rowsTopic, KeyPlan key) {
        return new TablePlan(
                table.table(), table.eventTopic(), rowsTopic, table.columns(), table.filter(), key, table.value());
    }
}
