package dev.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.kafka.TopicInfo;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.ValuePlan;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.DemoShop;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
class ServersTest {

    private static Problem problem(ThrowingCallable call) {
        ProblemException e = catchThrowableOfType(ProblemException.class, call);
        assertThat(e).as("it was not refused").isNotNull();
        return e.problem();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Servers connect(DatabaseAddress database, TestServers servers) {
        return Servers.connect(database, Optional.empty(), servers.kafka());
    }

    @Test
    void theShopIsFoundAndItsPlanPasses(TestServers shared) {
        DemoShop shop = shared.freshShop(100);
        try (Servers servers = connect(shop.database(), shared)) {
            assertThat(servers.databaseFacts().database())
                    .isEqualTo(shop.database().database());
            assertThat(servers.clusterFacts().brokers()).isEqualTo(1);
            assertThat(servers.tables())
                    .extracting(t -> t.name().name())
                    .contains("mytable", "customers", "orders", "order_lines");
            assertThat(servers.topics())
                    .extracting(TopicInfo::name)
                    .containsAll(shop.plan().eventTopics());
            assertThat(servers.check(shop.plan())).isNotEmpty().noneMatch(v -> v.refuses());
            for (TablePlan table : shop.plan().tables()) {
                Preview.Message sample = servers.sample(table).orElseThrow();
                assertThat(sample.value()).startsWith("{");
                assertThat(sample.partition()).isBetween(0, 5);
            }
        }
    }

    @Test
    void aSampleIsTheMessageThatARunWouldWrite(TestServers shared) throws SQLException {
        DatabaseAddress database = shared.freshDatabase();
        String events = shared.freshTopic("events", 6);
        try (PgSession session =
                PgSession.open(new Login(database, Optional.empty()), "test", StatementListener.NONE)) {
            session.execute("CREATE TABLE t (id int PRIMARY KEY, price numeric(10,2), at timestamptz)");
            session.execute(
                    "INSERT INTO t VALUES (1, 9.50, '2026-01-02 03:04:05+01'), (2, 1e20::numeric / 1e15, null)");
        }
        TablePlan whole = TablePlan.whole(new TableName("public", "t"), events);
        TablePlan made = new TablePlan(
                whole.table(),
                events,
                whole.rowsTopic(),
                List.of(),
                Optional.of("id = 2"),
                new KeyPlan.Sql("'t-' || id"),
                new ValuePlan.Sql("jsonb_build_object('n', id)"));
        TablePlan broken = new TablePlan(
                whole.table(),
                events,
                whole.rowsTopic(),
                List.of(),
                Optional.of("true) OR (true"),
                whole.key(),
                whole.value());
        try (Servers servers = connect(database, shared)) {
            assertThat(servers.sample(whole).orElseThrow().value())
                    .isEqualTo("{\"id\":1,\"price\":9.50,\"at\":\"2026-01-02T02:04:05+00:00\"}");
            assertThat(servers.sample(whole).orElseThrow().key()).isEqualTo("1");
            Preview.Message message = servers.sample(made).orElseThrow();
            assertThat(message.key()).isEqualTo("t-2");
            assertThat(message.value()).isEqualTo("{\"n\": 2}");
            assertThat(problem(() -> servers.sample(broken)).code()).isEqualTo("filter-invalid");
            assertThat(problem(() -> servers.prepare(Plan.of(database, shared.kafka(), List.of(broken))))
                            .code())
                    .isEqualTo("filter-invalid");
        }
    }

    @Test
    void whateverCannotBeReachedIsSaid(TestServers shared) throws IOException {
        DatabaseAddress database = shared.freshDatabase();
        DatabaseAddress nobody = new DatabaseAddress("127.0.0.1", closedPort(), "shop", "ann", Map.of());
        KafkaAddress nowhere = KafkaAddress.of("127.0.0.1:" + closedPort());
        assertThat(problem(() -> connect(nobody, shared)).code()).isEqualTo("connection-refused");
        assertThat(problem(() -> Servers.test(nobody, Optional.empty())).code()).isEqualTo("connection-refused");
        assertThat(problem(() -> connect(shared.as("nobody", database), shared)).code())
                .isEqualTo("login-refused");
        assertThat(problem(() -> Servers.connect(database, Optional.empty(), nowhere))
                        .code())
                .isEqualTo("kafka-unreachable");
        assertThat(problem(() -> Servers.test(nowhere)).code()).isEqualTo("kafka-unreachable");
        assertThat(Servers.test(database, Optional.empty()).database()).isEqualTo(database.database());
        assertThat(Servers.test(shared.kafka()).brokers()).isEqualTo(1);
    }
}
