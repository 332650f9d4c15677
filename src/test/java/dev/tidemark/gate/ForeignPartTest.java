package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.Cluster;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rows on another server, by postgres_fdw: nobody locks them there, and the snapshot is not theirs. */
@ExtendWith(SharedServers.class)
class ForeignPartTest {
    @TempDir
    Path folder;

    @Test
    void aTableWithAPartOnAnotherServerIsRefused(TestServers servers) throws SQLException {
        DatabaseAddress database = servers.freshDatabase();
        DatabaseAddress other = servers.freshDatabase();
        try (PgSession there = session(other)) {
            there.execute("CREATE TABLE kept (id int NOT NULL); INSERT INTO kept VALUES (1)");
        }
        try (PgSession superuser = session(servers.as("postgres", database))) {
            superuser.execute("""
                    CREATE EXTENSION postgres_fdw;
                    CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw
                        OPTIONS (host '127.0.0.1', port '%d', dbname '%s');
                    CREATE USER MAPPING FOR shop_owner SERVER other OPTIONS (user 'shop_owner', password_required 'false');
                    GRANT USAGE ON FOREIGN SERVER other TO shop_owner;
                    """.formatted(other.port(), other.database()));
        }
        try (PgSession session = session(database)) {
            session.execute("""
                    CREATE TABLE orders (id int NOT NULL) PARTITION BY RANGE (id);
                    CREATE TABLE orders_new PARTITION OF orders FOR VALUES FROM (10) TO (20);
                    CREATE FOREIGN TABLE orders_old PARTITION OF orders FOR VALUES FROM (0) TO (10)
                        SERVER other OPTIONS (table_name 'kept');
                    CREATE VIEW seen AS SELECT id FROM orders;
                    CREATE TABLE alone (id int PRIMARY KEY);
                    CREATE FOREIGN TABLE heir () INHERITS (alone) SERVER other OPTIONS (table_name 'kept')
                    """);
            assertThat(session.query("SELECT id FROM orders")).as("it is real").containsExactly(List.of("1"));
        }
        String topic = servers.freshTopic("events", 1);
        try (WatchPool pool = WatchPool.open(new Login(database, Optional.empty()));
                Cluster cluster = Cluster.connect(servers.kafka())) {
            Preflight preflight = new Preflight(pool, cluster);
            for (String table : List.of("orders", "seen", "alone")) {
                assertThat(refusals(preflight, Plan.of(database, servers.kafka(), List.of(plan(table, topic)))))
                        .as(table)
                        .contains("foreign-part");
            }
            assertThat(refusals(
                            preflight,
                            Plan.of(
                                    database,
                                    servers.kafka(),
                                    List.of(plan("alone", topic).withInherited(TablePlan.Inherited.ONLY)))))
                    .isEmpty();
            assertThat(refusals(preflight, Plan.of(database, servers.kafka(), List.of(plan("orders_new", topic)))))
                    .containsOnly("no-key");
        }
    }

    private static TablePlan plan(String table, String topic) {
        return TablePlan.whole(new TableName("public", table), topic);
    }

    private List<String> refusals(Preflight preflight, Plan plan) {
        return preflight.check(plan, folder).stream()
                .filter(Verdict::refuses)
                .flatMap(verdict -> verdict.problem().stream())
                .map(Problem::code)
                .toList();
    }

    private static PgSession session(DatabaseAddress address) throws SQLException {
        return PgSession.open(new Login(address, Optional.empty()), "test", StatementListener.NONE);
    }
}
