package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.LockMode;
import dev.tidemark.plan.TableName;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.ShopRoles;
import dev.tidemark.sandbox.TestServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(PostgresVersion.class)
@ExtendWith(SharedServers.class)
class LockWatchTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final TestServers servers;
    private final DatabaseAddress database;
    private final Login login;
    private final List<PgSession> sessions = new ArrayList<>();
    private final List<CompletableFuture<?>> working = new ArrayList<>();
    private LockWatch watch;
    private PgSession ours;
    private List<Long> oids;

    LockWatchTest(PostgresVersion version, TestServers servers) {
        this.servers = servers;
        database = servers.as("postgres", servers.freshDatabase(version));
        login = new Login(database, Optional.empty());
    }

    @BeforeEach
    void open() throws SQLException {
        ours = session("tidemark gate");
        ours.execute("""
                CREATE TABLE orders (id int PRIMARY KEY, n int) PARTITION BY RANGE (id);
                CREATE TABLE orders_1 PARTITION OF orders FOR VALUES FROM (0) TO (100);
                INSERT INTO orders VALUES (1, 1), (2, 2);
                """);
        watch = LockWatch.open(login, LockMode.SHARE_ROW_EXCLUSIVE);
        try (WatchPool pool = WatchPool.open(login)) {
            oids = List.of(new Catalog(pool)
                    .table(TableName.parse("orders"))
                    .orElseThrow()
                    .oid());
        }
    }

    @AfterEach
    void close() {
        sessions.forEach(PgSession::abort);
        working.forEach(f -> f.handle((_, _) -> "").join());
        watch.close();
    }

    private PgSession session(String application) throws SQLException {
        PgSession session = PgSession.open(login, application, StatementListener.NONE);
        sessions.add(session);
        return session;
    }

    private PgSession application(String sql) throws SQLException {
        PgSession session = session("shop");
        session.execute(sql);
        return session;
    }

    /** Sends a statement that will wait, and waits until it does. */
    private PgSession stuck(String sql) throws SQLException {
        PgSession session = session("shop");
        send(session, sql);
        return session;
    }

    private void send(PgSession session, String sql) {
        working.add(CompletableFuture.runAsync(
                () -> {
                    try {
                        session.execute(sql);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofVirtual().start(task)));
        await().atMost(LIMIT).until(() -> !blockers(session.pid()).isEmpty());
    }

    private LockPicture look() {
        return watch.look(ours.pid(), oids);
    }

    /** The server's own word. */
    private List<Integer> blockers(int pid) throws SQLException {
        try (PgSession session = PgSession.open(login, "test", StatementListener.NONE)) {
            @Nullable
            String array = session.query("SELECT pg_blocking_pids(" + pid + ")")
                    .getFirst()
                    .getFirst();
            String list = String.valueOf(array).replaceAll("[{}]", "");
            return list.isEmpty()
                    ? List.of()
                    : Arrays.stream(list.split(",", -1))
                            .map(Integer::valueOf)
                            .distinct()
                            .sorted()
                            .toList();
        }
    }

    @Test
    void nobodyIsThereOnAQuietTable() {
        assertThat(look()).isEqualTo(LockPicture.EMPTY);
    }

    @Test
    void aWriterIsAheadOfOurRequestAndLaterWritersQueueBehindIt() throws SQLException {
        PgSession writer = application("BEGIN; INSERT INTO orders VALUES (10, 1)");
        send(ours, "BEGIN; LOCK TABLE orders IN SHARE ROW EXCLUSIVE MODE");
        PgSession later = stuck("UPDATE orders SET n = 5 WHERE id = 1");

        LockPicture picture = look();
        assertThat(picture.ahead()).singleElement().satisfies(holder -> {
            assertThat(holder.pid()).isEqualTo(writer.pid());
            assertThat(holder.application()).isEqualTo("shop");
            assertThat(holder.user()).isEqualTo("postgres");
            assertThat(holder.state()).isEqualTo("idle in transaction");
            assertThat(holder.mode()).isEqualTo("RowExclusiveLock");
            assertThat(holder.relation()).isEqualTo("public.orders");
            assertThat(holder.open()).isPositive();
            assertThat(holder.query()).contains("INSERT INTO orders");
        });
        assertThat(picture.waiting()).singleElement().satisfies(wait -> {
            assertThat(wait.pid()).isEqualTo(later.pid());
            assertThat(wait.mode()).isEqualTo("RowExclusiveLock");
            assertThat(wait.relation()).isEqualTo("public.orders");
            assertThat(wait.waiting()).isPositive();
            assertThat(wait.query()).startsWith("UPDATE orders");
            assertThat(wait.blockedBy()).containsExactly(ours.pid()).isEqualTo(blockers(later.pid()));
        });
    }

    @Test
    void whoWaitsForOneWhoWaitsForUsIsSeenToo() throws SQLException {
        PgSession first = application("BEGIN; SELECT 1 FROM orders WHERE id = 1 FOR UPDATE");
        ours.execute("BEGIN; LOCK TABLE orders IN SHARE ROW EXCLUSIVE MODE");
        send(first, "UPDATE orders SET n = 6 WHERE id = 1");
        PgSession second = stuck("BEGIN; SELECT 1 FROM orders WHERE id = 1 FOR UPDATE");

        LockPicture picture = look();
        assertThat(picture.ahead()).isEmpty();
        assertThat(picture.waiting()).extracting(LockWait::pid).containsExactly(first.pid(), second.pid());
        assertThat(picture.waiting().get(1).relation()).startsWith("transactionid");
        for (LockWait wait : picture.waiting()) {
            assertThat(wait.blockedBy()).isEqualTo(blockers(wait.pid()));
        }
    }

    @Test
    void aWriterThatUsesAPartitionDirectlyIsSeen() throws SQLException {
        PgSession writer = application("BEGIN; INSERT INTO orders_1 VALUES (11, 1)");
        assertThat(look().ahead())
                .as("before we ask")
                .extracting(LockHolder::pid)
                .containsExactly(writer.pid());
        send(ours, "BEGIN; LOCK TABLE orders IN SHARE ROW EXCLUSIVE MODE");
        assertThat(look().ahead()).singleElement().satisfies(holder -> {
            assertThat(holder.pid()).isEqualTo(writer.pid());
            assertThat(holder.relation()).isEqualTo("public.orders_1");
        });
    }

    @Test
    void aRequestBeforeOursIsAheadAndOneAfterItIsNot() throws SQLException {
        PgSession reader = application("BEGIN; SELECT * FROM orders");
        PgSession truncate = stuck("TRUNCATE orders");
        send(ours, "BEGIN; LOCK TABLE orders IN SHARE ROW EXCLUSIVE MODE");
        PgSession alter = stuck("ALTER TABLE orders ADD COLUMN later int");

        assertThat(look().ahead()).extracting(LockHolder::pid).containsExactly(truncate.pid());
        assertThat(look().waiting()).singleElement().satisfies(wait -> {
            assertThat(wait.pid()).isEqualTo(alter.pid());
            assertThat(wait.blockedBy())
                    .isEqualTo(blockers(alter.pid()))
                    .contains(reader.pid(), truncate.pid(), ours.pid());
        });
    }

    @Test
    void aPreparedTransactionIsNamed() throws SQLException {
        PgSession application = application("BEGIN; INSERT INTO orders VALUES (20, 1)");
        application.execute("PREPARE TRANSACTION 'payment-7'");
        try {
            send(ours, "BEGIN; LOCK TABLE orders IN SHARE ROW EXCLUSIVE MODE");
            assertThat(look().ahead()).singleElement().satisfies(holder -> {
                assertThat(holder.pid()).isZero();
                assertThat(holder.state()).isEqualTo("prepared");
                assertThat(holder.user()).isEqualTo("postgres");
                assertThat(holder.query()).isEqualTo("PREPARE TRANSACTION 'payment-7'");
            });
        } finally {
            application.execute("ROLLBACK PREPARED 'payment-7'");
        }
    }

    @Test
    void lookingNeverWaits() throws SQLException {
        application("BEGIN; LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
        look();
        long start = System.nanoTime();
        assertThat(look().ahead()).hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void afterABrokenConnectionTheNextLookMakesANewOne() throws SQLException {
        application("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '%s'"
                        .formatted(LockWatch.APPLICATION)
                + " AND datname = current_database()");
        await().atMost(LIMIT).ignoreExceptions().until(() -> look().equals(LockPicture.EMPTY));
    }

    /** In a shape that is easy to compare: each one's pid, in parentheses those behind it. */
    private static String shape(List<LockNode> tree) {
        return tree.stream()
                .map(n -> n.session().pid() + (n.behind().isEmpty() ? "" : " (" + shape(n.behind()) + ")"))
                .collect(Collectors.joining(", "));
    }

    @Test
    void theTreeReachesFromTheFirstBlockerOverOurRequestToTheLastWaiter() throws SQLException {
        PgSession reader = application("BEGIN; SELECT * FROM orders");
        PgSession truncate = stuck("TRUNCATE orders");
        send(ours, "BEGIN; LOCK TABLE orders IN SHARE ROW EXCLUSIVE MODE");
        PgSession first = stuck("UPDATE orders SET n = 5 WHERE id = 1");
        PgSession second = stuck("UPDATE orders SET n = 5 WHERE id = 2");
        PgSession third = stuck("INSERT INTO orders VALUES (30, 1)");
        application("BEGIN; CREATE TABLE elsewhere ()");

        LockPicture picture = look();
        assertThat(shape(picture.tree()))
                .isEqualTo("%d (%d (%d (%d, %d, %d)))"
                        .formatted(reader.pid(), truncate.pid(), ours.pid(), first.pid(), second.pid(), third.pid()));
        assertThat(picture.blockers()).extracting(LockHolder::pid).containsExactly(reader.pid(), truncate.pid());
        LockNode root = picture.tree().getFirst();
        assertThat(root.waiting()).isEmpty();
        assertThat(root.session().mode()).isEqualTo("AccessShareLock");
        LockNode us = root.behind().getFirst().behind().getFirst();
        assertThat(us.ours()).isTrue();
        assertThat(us.waiting()).hasValueSatisfying(time -> assertThat(time).isPositive());
    }

    @Test
    void aSessionInTheWayIsEndedOnlyByOrder() throws SQLException {
        PgSession writer = application("BEGIN; INSERT INTO orders VALUES (10, 1)");
        Blockers blockers = new Blockers(login, LockMode.SHARE_ROW_EXCLUSIVE);
        send(ours, "BEGIN; LOCK TABLE orders IN SHARE ROW EXCLUSIVE MODE");
        PgSession later = stuck("UPDATE orders SET n = 5 WHERE id = 1");

        assertThat(refused(() -> blockers.cancelStatement(ours.pid(), oids, writer.pid())))
                .isEqualTo("nothing-to-cancel");
        assertThat(refused(() -> blockers.endSession(ours.pid(), oids, later.pid())))
                .as("it is behind us")
                .isEqualTo("not-in-the-way");
        assertThat(look().ahead()).extracting(LockHolder::pid).containsExactly(writer.pid());

        assertThat(blockers.endSession(ours.pid(), oids, writer.pid()).application())
                .isEqualTo("shop");
        await().atMost(LIMIT).until(() -> look().ahead().isEmpty());
        assertThatThrownBy(() -> writer.execute("COMMIT")).isInstanceOf(SQLException.class);
        assertThat(refused(() -> blockers.endSession(ours.pid(), oids, writer.pid())))
                .isEqualTo("not-in-the-way");
    }

    @Test
    void aStatementInTheWayIsCancelledAndItsSessionStays() throws SQLException {
        PgSession reader = application("BEGIN; SELECT * FROM orders");
        PgSession truncate = stuck("TRUNCATE orders");
        send(ours, "BEGIN; LOCK TABLE orders IN SHARE ROW EXCLUSIVE MODE");

        new Blockers(login, LockMode.SHARE_ROW_EXCLUSIVE).cancelStatement(ours.pid(), oids, truncate.pid());
        await().atMost(LIMIT).until(() -> look().ahead().isEmpty());
        reader.execute("SELECT * FROM orders");
        await().atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> !truncate.query("SELECT 1").isEmpty());
    }

    @Test
    void whoMayNotEndASessionIsTold() throws SQLException {
        PgSession writer = application("BEGIN; INSERT INTO orders VALUES (10, 1)");
        Login reader = new Login(servers.as(ShopRoles.READER, database), Optional.empty());
        Problem problem = catchThrowableOfType(
                        ProblemException.class,
                        () -> new Blockers(reader, LockMode.SHARE_ROW_EXCLUSIVE)
                                .endSession(ours.pid(), oids, writer.pid()))
                .problem();
        assertThat(problem.code()).isEqualTo("no-signal-privilege");
        assertThat(problem.toDo()).contains("pg_signal_backend");
        writer.execute("COMMIT");
    }

    private static String refused(ThrowingCallable order) {
        ProblemException e = catchThrowableOfType(ProblemException.class, order);
        assertThat(e).as("it was not refused").isNotNull();
        return e.problem().code();
    }
}
