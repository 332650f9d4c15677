package dev.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consume.LogReader;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.ValuePlan;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.MessageKind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(SharedServers.class)
class ViewRunTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @TempDir
    private Path stage;

    @Test
    void theLogHasTheViewsRowsAsTheyWereInTheSnapshot(TestServers servers) throws SQLException {
        DatabaseAddress database = servers.freshDatabase();
        String topic = servers.freshTopic("orders", 3);
        try (PgSession application =
                PgSession.open(new Login(database, Optional.empty()), "application", StatementListener.NONE)) {
            application.execute("""
                    CREATE TABLE customers (id int PRIMARY KEY, name text);
                    CREATE TABLE orders (id bigint PRIMARY KEY, customer int, placed timestamptz, total numeric);
                    INSERT INTO customers SELECT n, 'Customer “' || n || '”' FROM generate_series(1, 50) AS n;
                    INSERT INTO orders
                    SELECT n, n % 50 + 1, timestamptz '2020-02-29 12:00+07' + n * interval '1 h', n / 7.0
                    FROM generate_series(1, 2000) AS n;
                    CREATE VIEW "Named orders" AS
                    SELECT o.id AS "order no", c.name, ARRAY[o.total, NULL] AS totals, o.placed, c AS customer
                    FROM orders AS o
                    LEFT JOIN customers AS c ON c.id = o.customer AND c.id > 3""");
            List<String> expected =
                    application.query("SET TimeZone = 'UTC'; SELECT to_jsonb(v) FROM \"Named orders\" AS v").stream()
                            .map(row -> Objects.requireNonNull(row.getFirst()))
                            .toList();
            TablePlan view = new TablePlan(
                    new TableName("public", "Named orders"),
                    topic,
                    topic + ".backfill",
                    List.of(),
                    Optional.empty(),
                    new KeyPlan.Text("order no"),
                    new ValuePlan.Json());
            Plan plan = Plan.of(database, servers.kafka(), List.of(view)).withRead(new ReadPlan(2, Optional.of(stage)));
            try (Servers connected = Servers.connect(database, Optional.empty(), servers.kafka());
                    Backfill backfill = connected.prepare(plan)) {
                backfill.start(Pace.AUTOMATIC);
                RunState read = backfill.await(s -> s.stage() == Stage.STAGED, LONG);
                assertThat(read.problem()).isEmpty();
                application.execute("DELETE FROM orders");
                backfill.commit();
                assertThat(backfill.await(_ -> false, LONG).stage()).isEqualTo(Stage.COMMITTED);
            }
            assertThat(LogReader.committed(servers.kafka(), view.rowsTopic()))
                    .filteredOn(m -> m.kind().equals(Optional.of(MessageKind.ROW)))
                    .extracting(m -> EXACT.readTree(m.value()))
                    .containsExactlyInAnyOrderElementsOf(
                            expected.stream().map(EXACT::readTree).toList())
                    .hasSize(2000);
        }
    }
}
