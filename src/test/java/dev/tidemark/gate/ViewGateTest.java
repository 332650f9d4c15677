package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.LockMode;
import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.ShopRoles;
import dev.tidemark.sandbox.TestServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A view in a plan: what counts is what is done to the tables beneath it. */
@ExtendWith(SharedServers.class)
class ViewGateTest {
    private static final TableName VIEW = new TableName("public", "statement");
    private static final GatePlan STANDARD = GatePlan.standard();
    private static final Duration DEADLOCK = Duration.ofMillis(100);
    /** Longer than a deadlock goes unnoticed here. */
    private static final GatePlan PATIENT = new GatePlan(
            STANDARD.lockMode(), Duration.ofSeconds(5), Duration.ofSeconds(3), 10, STANDARD.drain(), STANDARD.marks());

    private static GateFixture fixture(PostgresVersion version, TestServers servers) throws SQLException {
        GateFixture fixture = new GateFixture(servers, version);
        try (PgSession setup = fixture.session("setup")) {
            setup.execute("""
                    CREATE TABLE entries (id bigint, month int, amount numeric) PARTITION BY LIST (month);
                    CREATE TABLE entries_1 PARTITION OF entries FOR VALUES IN (1);
                    INSERT INTO entries SELECT n % 2 + 1, 1, n FROM generate_series(1, 10) AS n;
                    CREATE VIEW sums AS SELECT id, sum(amount) AS amount FROM entries GROUP BY id;
                    CREATE VIEW statement AS
                    SELECT a.id, a.owner, s.amount, (SELECT count(*) FROM bookings) AS bookings
                    FROM accounts AS a
                    JOIN sums AS s ON s.id = a.id""");
        }
        return fixture;
    }

    private static CompletableFuture<Void> queued(PgSession session, PgSession look, String sql) {
        CompletableFuture<Void> queued = CompletableFuture.runAsync(
                () -> {
                    try {
                        session.execute(sql);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
        await().until(() -> !look.query("SELECT 1 FROM pg_locks WHERE NOT granted AND pid = " + session.pid())
                .isEmpty());
        return queued;
    }

    private static void readersSeeAll(Released released) throws SQLException {
        for (PgSession reader : released.readers().sessions()) {
            assertThat(reader.query("SELECT string_agg(concat_ws(' ', owner, amount, bookings), ', ' ORDER BY id)"
                                    + " FROM statement")
                            .getFirst())
                    .containsExactly("Ada 30 0, Edgar 25 0");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V11", "V15", "V18"})
    void whoWritesToATableBeneathWaitsUntilTheGateIsOpen(PostgresVersion version, TestServers servers)
            throws SQLException {
        GateFixture fixture = fixture(version, servers);
        try (PgSession writer = fixture.session("writer");
                PgSession other = fixture.session("other");
                PgSession look = fixture.session("look");
                Gate gate = fixture.gate(STANDARD.withBudget(Duration.ofSeconds(20)), ShopRoles.OWNER, VIEW)) {
            Locked locked = gate.lock();
            assertThat(look.query("""
                            SELECT string_agg(relation::regclass::text, ' ' ORDER BY relation::regclass::text)
                            FROM pg_locks
                            WHERE mode = 'ShareRowExclusiveLock' AND granted AND pid = %d
                            """.formatted(gate.pid())).getFirst())
                    .containsExactly("accounts bookings entries entries_1 statement sums");
            var partition = queued(writer, look, "INSERT INTO entries_1 VALUES (1, 1, 1000)");
            var subquery = queued(other, look, "INSERT INTO bookings VALUES (1, 1)");
            Released released = locked.export().mark().release();
            try (var _ = released.readers()) {
                partition.join();
                subquery.join();
                readersSeeAll(released);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SHARE_ROW_EXCLUSIVE", "ACCESS_EXCLUSIVE"})
    void aTruncatedTableBeneathIsReadWholeOrTheRunIsVoided(LockMode mode, TestServers servers) throws SQLException {
        GateFixture fixture = fixture(PostgresVersion.V18, servers);
        try (PgSession other = fixture.session("other");
                PgSession look = fixture.session("look");
                Gate gate = fixture.gate(
                        STANDARD.withLockMode(mode).withBudget(Duration.ofSeconds(20)), ShopRoles.OWNER, VIEW)) {
            Locked locked = gate.lock();
            var truncate = queued(other, look, "TRUNCATE entries");
            Marked marked = locked.export().mark();
            if (mode.allowsGuard()) {
                Released released = marked.release();
                try (var readers = released.readers()) {
                    readersSeeAll(released);
                    assertThat(truncate).as("it waits for the readers").isNotDone();
                    readers.finish();
                }
            } else {
                assertThat(catchThrowableOfType(ProblemException.class, marked::release)
                                .problem()
                                .code())
                        .isEqualTo("rewritten");
            }
            truncate.join();
        }
    }

    /** LOCK on a view would wait for one table while it holds another; the application would then be the victim. */
    @Test
    void anApplicationThatHasOneTableBeneathAndWantsAnotherIsNoVictim(TestServers servers) throws SQLException {
        GateFixture fixture = fixture(PostgresVersion.V18, servers);
        fixture.deadlockTimeout(DEADLOCK);
        try (PgSession application = fixture.session("application");
                Gate gate = fixture.gate(PATIENT, ShopRoles.OWNER, VIEW)) {
            application.execute("BEGIN; INSERT INTO entries VALUES (1, 1, 1)");
            CompletableFuture<Locked> locked = CompletableFuture.supplyAsync(gate::lock);
            await().pollDelay(DEADLOCK.multipliedBy(2)).until(() -> true);
            application.execute("INSERT INTO accounts VALUES (3, 'Grace')");
            application.execute("COMMIT");
            assertThat(locked).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V15", "V18"})
    void aRoleWithPrivilegesOnTheViewAloneLocksWhatIsBeneath(PostgresVersion version, TestServers servers)
            throws SQLException {
        GateFixture fixture = fixture(version, servers);
        try (PgSession writer = fixture.session("writer")) {
            writer.execute("""
                    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM shop_reader;
                    GRANT SELECT, UPDATE ON statement TO shop_reader""");
            try (Gate gate = fixture.gate(PATIENT, ShopRoles.READER, VIEW)) {
                writer.execute("BEGIN; INSERT INTO bookings VALUES (1, 1)");
                CompletableFuture<Locked> locked = CompletableFuture.supplyAsync(gate::lock);
                await().until(() -> !fixture.listener.steps.isEmpty());
                assertThat(locked).isNotDone();
                writer.execute("ROLLBACK");
                Locked closed = locked.join();
                CompletableFuture<Void> held = fixture.writer(Duration.ofSeconds(20));
                Released released = closed.export().mark().release();
                try (var _ = released.readers()) {
                    held.join();
                    readersSeeAll(released);
                }
            }
        }
    }
}
