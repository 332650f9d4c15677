package dev.tidemark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.ValuePlan;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys and values are made as the plan says. */
@ExtendWith(SharedServers.class)
class MessageShapeTest {
    private static final TableName ORDERS = new TableName("public", "orders");

    private ReadFixture database;

    @BeforeEach
    void fill(TestServers servers) throws SQLException {
        database = new ReadFixture(servers.freshDatabase());
        database.execute("""
                CREATE TABLE orders (
                  id bigint, region char(4), placed timestamptz, code inet, ratio float8, label text, paid bool, token uuid,
                  PRIMARY KEY (region, id));
                INSERT INTO orders
                VALUES (7, 'eu', '2026-01-02 03:04:05.6+00', '10.0.0.1', 1e20, E'a "b"\\n', true, '00000000-0000-0000-0000-000000000001'),
                  (8, 'us', '2026-01-02 03:04:05+00', NULL, 0.5, NULL, NULL, NULL);
                CREATE TABLE plain (n int);
                INSERT INTO plain VALUES (1)""");
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    @Test
    void primaryKeyOfSeveralColumnsIsAnObjectInItsOwnOrder() throws SQLException {
        assertThat(keys(new KeyPlan.PrimaryKey()))
                .containsExactly("{\"region\":\"eu  \",\"id\":7}", "{\"region\":\"us  \",\"id\":8}");
    }

    @Test
    void textKeyIsTheCastToTextWhateverTheType() throws SQLException {
        for (String column : List.of("id", "region", "placed", "code", "ratio", "label", "paid", "token")) {
            assertThat(keys(new KeyPlan.Text(column)))
                    .as(column)
                    .containsExactlyElementsOf(database.texts("SELECT coalesce(" + column + "::text, '') FROM orders"));
        }
    }

    @Test
    void jsonKeyHasNullsAsNull() throws SQLException {
        assertThat(keys(new KeyPlan.Json(List.of("label", "id"))))
                .containsExactly("{\"label\":\"a \\\"b\\\"\\n\",\"id\":7}", "{\"label\":null,\"id\":8}");
    }

    @Test
    void sqlKeyIsAnExpressionsText() throws SQLException {
        assertThat(keys(new KeyPlan.Sql("region || orders.id -- and a comment")))
                .containsExactly("eu7", "us8");
    }

    @Test
    void noKeyIsNoKey() throws SQLException {
        assertThat(keys(new KeyPlan.None())).containsExactly("", "");
    }

    @Test
    void keyNeedNotBeAmongTheColumns() throws SQLException {
        TablePlan plan = plan(
                List.of("paid", "id"), Optional.of("id > 7 -- only"), new KeyPlan.Text("region"), new ValuePlan.Json());
        assertThat(Oracle.decoded(database.reader(), plan))
                .containsExactly(new Oracle.Message("us", "{\"paid\":null,\"id\":8}"));
    }

    @Test
    void sqlValueIsAnExpressionsJson() throws SQLException {
        TablePlan plan = plan(
                List.of(),
                Optional.of("id = 7"),
                new KeyPlan.PrimaryKey(),
                new ValuePlan.Sql("json_build_object('order', id, 'n', 1.10) -- and a comment"));
        assertThat(Oracle.decoded(database.reader(), plan))
                .containsExactly(new Oracle.Message("{\"region\":\"eu  \",\"id\":7}", "{\"n\": 1.10, \"order\": 7}"));
    }

    @Test
    void columnThatIsNotThereIsNamed() {
        TablePlan plan = plan(List.of("Id"), Optional.empty(), new KeyPlan.PrimaryKey(), new ValuePlan.Json());
        assertThatThrownBy(() -> Oracle.decoded(database.reader(), plan))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("column-missing"));
    }

    @Test
    void tableWithoutPrimaryKeyNeedsAnotherKey() {
        TablePlan plan = TablePlan.whole(new TableName("public", "plain"), "events");
        assertThatThrownBy(() -> Oracle.decoded(database.reader(), plan))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("no-primary-key"));
    }

    private List<String> keys(KeyPlan key) throws SQLException {
        return Oracle.decoded(database.reader(), plan(List.of(), Optional.empty(), key, new ValuePlan.Json())).stream()
                .map(Oracle.Message::key)
                .toList();
    }

    private static TablePlan plan(List<String> columns, Optional<String> filter, KeyPlan key, ValuePlan value) {
        return new TablePlan(ORDERS, "events", "events.backfill", columns, filter, key, value);
    }
}
