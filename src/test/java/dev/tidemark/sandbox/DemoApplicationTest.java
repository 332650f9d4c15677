package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedServers.class)
class DemoApplicationTest {
    private static final Map<String, String> KEYS = Map.of(
            "mytable", "seq::text",
            "customers", "customer_id::text",
            "orders", "order_id::text",
            "order_lines", "'{\"order_id\":' || order_id || ',\"line_no\":' || line_no || '}'");

    @Test
    void theShopHasTheRowsThatWereAskedFor(TestServers servers) throws SQLException {
        DemoShop shop = servers.freshShop(2_000);
        assertThat(shop.load(2_000)).isFalse();
        assertThat(number(shop, "SELECT count(*) FROM orders")).isEqualTo(2_000);
        assertThat(number(shop, "SELECT count(*) FROM customers")).isEqualTo(200);
        assertThat(number(shop, "SELECT count(*) FROM order_lines")).isBetween(4_000L, 6_000L);
        assertThat(text(shop, "SELECT string_agg(payload, ',' ORDER BY seq) FROM mytable"))
                .isEqualTo("hello-1,hello-2");
        assertThat(number(shop, "SELECT count(DISTINCT full_name) FROM customers"))
                .isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void replayingTheEventsOverTheFirstStateGivesTheLast(int writers, TestServers servers) throws SQLException {
        DemoShop shop = servers.freshShop(500);
        Map<String, Map<String, String>> before = rows(shop);
        try (DemoApplication application = shop.startApplication(
                DemoOptions.standard().withWriters(writers).atFullSpeed())) {
            await().atMost(Duration.ofSeconds(60)).until(() -> application.changes() > 400);
        }
        assertThat(replayedOver(before, shop)).isEqualTo(rows(shop));
    }

    @Test
    void aBrokenConnectionLeavesNoWrongEventBehind(TestServers servers) throws SQLException {
        DemoShop shop = servers.freshShop(500);
        Map<String, Map<String, String>> before = rows(shop);
        try (DemoApplication application =
                shop.startApplication(DemoOptions.standard().withWriters(4).atFullSpeed())) {
            for (int i = 1; i <= 5; i++) {
                long enough = i * 60L;
                await().atMost(Duration.ofSeconds(30)).until(() -> application.changes() > enough);
                number(shop, """
                        SELECT count(pg_terminate_backend(pid))
                        FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()
                        """);
            }
            long settled = application.changes();
            await().atMost(Duration.ofSeconds(30)).until(() -> application.changes() > settled + 60);
        }
        assertThat(replayedOver(before, shop)).isEqualTo(rows(shop));
    }

    @Test
    void aKilledBrokerAndAKilledDatabaseLeaveNoWrongEventBehind() throws Exception {
        try (TestServers servers = TestServers.start()) {
            DemoShop shop = servers.freshShop(500);
            Map<String, Map<String, String>> before = rows(shop);
            try (DemoApplication application =
                    shop.startApplication(DemoOptions.standard().atFullSpeed())) {
                await().atMost(Duration.ofSeconds(30)).until(() -> application.changes() > 80);
                servers.broker().kill();
                servers.broker().restart();
                long first = application.changes();
                await().atMost(Duration.ofSeconds(60)).until(() -> application.changes() > first + 80);
                servers.postgres().kill();
                servers.postgres().restart();
                long second = application.changes();
                await().atMost(Duration.ofSeconds(60)).until(() -> application.changes() > second + 80);
            }
            assertThat(replayedOver(before, shop)).isEqualTo(rows(shop));
        }
    }

    @Test
    void itWaitsForALockAndGoesOn(TestServers servers) throws SQLException {
        DemoShop shop = servers.freshShop(500);
        try (DemoApplication application =
                        shop.startApplication(DemoOptions.standard().atFullSpeed());
                Connection connection = Jdbc.connect(shop.database(), Optional.empty(), "test");
                Statement statement = connection.createStatement()) {
            await().until(() -> application.changes() > 50);
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE customers, orders, order_lines, mytable IN SHARE ROW EXCLUSIVE MODE");
            await().until(() -> number(shop, """
                            SELECT count(*)
                            FROM pg_stat_activity
                            WHERE datname = current_database() AND wait_event_type = 'Lock'
                            """) == 4);
            long locked = application.changes();
            connection.rollback();
            await().until(() -> application.changes() > locked + 50);
        }
    }

    @Test
    void itsRateCanBeSetAndPaused(TestServers servers) {
        DemoShop shop = servers.freshShop(500);
        try (DemoApplication application =
                shop.startApplication(DemoOptions.standard().withRate(100))) {
            await().until(() -> application.changes() > 0);
            long start = System.nanoTime();
            await().atMost(Duration.ofSeconds(10)).until(() -> application.changes() > 200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_200));
            application.pause();
            await().during(Duration.ofMillis(300)).until(() -> application.changes(), seen -> true);
            long paused = application.changes();
            await().during(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> application.changes() == paused);
            application.rate(0);
            application.resume();
            await().until(() -> application.changes() > paused + 100);
        }
    }

    private static Map<String, Map<String, String>> replayedOver(
            Map<String, Map<String, String>> before, DemoShop shop) {
        Map<String, String> topics = Map.of(
                "mytable", shop.topics().mytable(),
                "customers", shop.topics().customers(),
                "orders", shop.topics().orders(),
                "order_lines", shop.topics().orderLines());
        Map<String, Map<String, String>> after = new HashMap<>();
        before.forEach((table, rows) -> {
            Map<String, String> replayed = new HashMap<>(rows);
            EventReplay.lastStates(shop.kafka(), topics.getOrDefault(table, ""))
                    .forEach((key, state) ->
                            state.ifPresentOrElse(json -> replayed.put(key, json), () -> replayed.remove(key)));
            after.put(table, replayed);
        });
        return after;
    }

    private static Map<String, Map<String, String>> rows(DemoShop shop) throws SQLException {
        Map<String, Map<String, String>> tables = new HashMap<>();
        try (Connection connection = Jdbc.connect(shop.database(), Optional.empty(), "test");
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> key : KEYS.entrySet()) {
                Map<String, String> rows = new HashMap<>();
                try (ResultSet result = statement.executeQuery(
                        "SELECT " + key.getValue() + ", to_jsonb(t) FROM " + key.getKey() + " AS t")) {
                    while (result.next()) {
                        rows.put(result.getString(1), result.getString(2));
                    }
                }
                tables.put(key.getKey(), rows);
            }
        }
        return tables;
    }

    private static long number(DemoShop shop, String sql) throws SQLException {
        return Long.parseLong(text(shop, sql));
    }

    private static String text(DemoShop shop, String sql) throws SQLException {
        try (Connection connection = Jdbc.connect(shop.database(), Optional.empty(), "test");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
