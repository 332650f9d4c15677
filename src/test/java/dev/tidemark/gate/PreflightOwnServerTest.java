package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.kafka.Cluster;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import dev.tidemark.sandbox.OwnKafka;
import dev.tidemark.sandbox.OwnPostgres;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is seen before the lock of a server that is not as others are; each brought about, none made up. */
@ExtendWith(SharedServers.class)
class PreflightOwnServerTest {
    private static final TableName ORDERS = new TableName("public", "orders");

    @TempDir
    Path folder;

    private List<Verdict> check(DatabaseAddress database, KafkaAddress kafka, String topic, TableName table) {
        Plan plan = Plan.of(database, kafka, List.of(TablePlan.whole(table, topic)));
        try (WatchPool pool = WatchPool.open(new Login(database, Optional.empty()));
                Cluster cluster = Cluster.connect(kafka)) {
            return new Preflight(pool, cluster).check(plan, folder);
        }
    }

    private static List<String> codes(List<Verdict> verdicts, Verdict.Level level) {
        return verdicts.stream()
                .filter(v -> v.level() == level)
                .flatMap(v -> v.problem().stream())
                .map(Problem::code)
                .toList();
    }

    private static PgSession session(DatabaseAddress address) throws SQLException {
        return PgSession.open(new Login(address, Optional.empty()), "test", StatementListener.NONE);
    }

    @Test
    void aStandbyIsRefused(TestServers servers) throws SQLException, IOException {
        String topic = servers.freshTopic("events", 1);
        try (OwnPostgres own = OwnPostgres.start(PostgresVersion.V18)) {
            try (PgSession session = session(own.database())) {
                session.execute("CREATE TABLE orders (id int PRIMARY KEY)");
            }
            own.restartAsStandby();
            assertThat(codes(check(own.database(), servers.kafka(), topic, ORDERS), Verdict.Level.REFUSAL))
                    .containsExactly("standby");
        }
    }

    @Test
    void aTransactionsLogThatNeedsMoreBrokersThanLiveIsNamed(TestServers servers) throws SQLException, IOException {
        DatabaseAddress database = servers.freshDatabase();
        try (OwnKafka kafka = new OwnKafka(Map.of("transaction.state.log.replication.factor", "3"));
                PgSession session = session(database)) {
            session.execute("CREATE TABLE orders (id int PRIMARY KEY)");
            kafka.topic("events", 1);
            assertThat(codes(check(database, kafka.address(), "events", ORDERS), Verdict.Level.REFUSAL))
                    .containsExactly("transactions-not-ready");
        }
    }

    /** The oldest there is: it still has snapshots that expire. */
    @Test
    void vacuumAgainstWraparoundALockTableThatIsTooSmallAndSnapshotsThatExpire(TestServers servers)
            throws SQLException, IOException {
        String topic = servers.freshTopic("events", 1);
        try (OwnPostgres own = OwnPostgres.start(
                        PostgresVersion.V11,
                        "max_connections=20",
                        "max_locks_per_transaction=10",
                        "old_snapshot_threshold=60",
                        "autovacuum_naptime=1",
                        "autovacuum_max_workers=1");
                PgSession session = session(own.database())) {
            session.execute("""
                    CREATE TABLE orders (id int PRIMARY KEY, note text)
                        WITH (autovacuum_freeze_max_age = 100000, autovacuum_vacuum_cost_delay = 100,
                              autovacuum_vacuum_cost_limit = 1);
                    INSERT INTO orders SELECT n, repeat('x', 1000) FROM generate_series(1, 2000) AS n;
                    CREATE TABLE later (id int PRIMARY KEY) WITH (autovacuum_freeze_max_age = 100000)""");
            assertThat(codes(check(own.database(), servers.kafka(), topic, ORDERS), Verdict.Level.WARNING))
                    .containsExactly("old-snapshot-threshold");

            session.execute("""
                    DO $$
                    BEGIN
                      FOR i IN 1..101000 LOOP
                        BEGIN
                          INSERT INTO later VALUES (i);
                          RAISE division_by_zero;
                        EXCEPTION WHEN division_by_zero THEN NULL;
                        END;
                      END LOOP;
                    END $$""");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(
                                    codes(check(own.database(), servers.kafka(), topic, ORDERS), Verdict.Level.WARNING))
                            .contains("wraparound-vacuum"));
            assertThat(codes(
                            check(own.database(), servers.kafka(), topic, new TableName("public", "later")),
                            Verdict.Level.WARNING))
                    .as("the only worker is at the other table")
                    .contains("wraparound-due");

            TableName parts = new TableName("public", "parts");
            session.execute("CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id)");
            parts(session, 0, 18);
            assertThat(codes(check(own.database(), servers.kafka(), topic, parts), Verdict.Level.WARNING))
                    .contains("lock-table");
            parts(session, 18, 40);
            assertThat(codes(check(own.database(), servers.kafka(), topic, parts), Verdict.Level.REFUSAL))
                    .containsExactly("lock-table");
        }
    }

    private static void parts(PgSession session, int from, int to) throws SQLException {
        for (int i = from; i < to; i++) {
            session.execute(
                    "CREATE TABLE part_%d PARTITION OF parts FOR VALUES FROM (%d) TO (%d)".formatted(i, i, i + 1));
        }
    }
}
