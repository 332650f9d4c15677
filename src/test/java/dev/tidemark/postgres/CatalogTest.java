package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.TableName;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.ShopRoles;
import dev.tidemark.sandbox.TestServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(PostgresVersion.class)
@ExtendWith(SharedServers.class)
class CatalogTest {
    private final PostgresVersion version;
    private final TestServers servers;
    private final DatabaseAddress database;
    private final Login login;
    private final WatchPool pool;

    CatalogTest(PostgresVersion version, TestServers servers) throws SQLException {
        this.version = version;
        this.servers = servers;
        database = servers.as("postgres", servers.freshDatabase(version));
        login = new Login(database, Optional.empty());
        pool = WatchPool.open(login);
        execute("""
                CREATE DOMAIN email AS text;
                CREATE DOMAIN work_email AS email CHECK (value LIKE '%%@%%');
                CREATE TABLE orders (
                    id bigint, gone text, "Line No" int, price numeric(10,2) NOT NULL, contact work_email,
                    tags text[], double_price numeric %s,
                    PRIMARY KEY ("Line No", id));
                ALTER TABLE orders DROP COLUMN gone;
                INSERT INTO orders (id, "Line No", price) SELECT n, 1, n FROM generate_series(1, 1000) AS n;
                ANALYZE orders;
                CREATE TABLE no_key ();
                CREATE VIEW order_view AS SELECT * FROM orders;
                CREATE MATERIALIZED VIEW order_copy AS SELECT * FROM orders;
                CREATE TABLE events (at date NOT NULL, n int) PARTITION BY RANGE (at);
                CREATE TABLE events_25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
                CREATE TABLE events_26 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')
                    PARTITION BY RANGE (at);
                CREATE TABLE events_26_1 PARTITION OF events_26 FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
                INSERT INTO events SELECT date '2025-12-01' + n %% 100, n FROM generate_series(1, 500) AS n;
                ANALYZE events, events_25, events_26_1;
                CREATE SCHEMA "Hidden";
                CREATE TABLE "Hidden"."Secret" (id int PRIMARY KEY);
                """.formatted(version.isAtLeast(12) ? "GENERATED ALWAYS AS (price * 2) STORED" : ""));
    }

    private void execute(String sql) throws SQLException {
        try (PgSession session = PgSession.open(login, "test", StatementListener.NONE)) {
            session.execute(sql);
        }
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private TableInfo table(String name) {
        return new Catalog(pool).table(TableName.parse(name)).orElseThrow();
    }

    @Test
    void theServerTellsItsFacts() {
        ServerFacts facts = new Catalog(pool).facts();
        assertThat(facts.version()).matches("\\d+\\.\\d+");
        assertThat(facts.versionNumber()).isBetween(version.number(), version.number() + 9999);
        assertThat(facts.database()).isEqualTo(database.database());
        assertThat(facts.role()).isEqualTo("postgres");
        assertThat(facts.standby()).isFalse();
        assertThat(facts.systemIdentifier()).matches("\\d{15,}");
        assertThat(facts.latency()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(5));
    }

    @Test
    void aTableTellsItsColumnsAndItsKeyInTheKeysOrder() {
        TableInfo orders = table("orders");
        assertThat(orders.kind()).isEqualTo(TableInfo.Kind.TABLE);
        assertThat(orders.estimatedRows()).isEqualTo(1000);
        assertThat(orders.bytes()).isGreaterThanOrEqualTo(40_000);
        assertThat(orders.primaryKey()).containsExactly("Line No", "id");
        assertThat(orders.columns())
                .contains(
                        new ColumnInfo("id", "bigint", 20, true),
                        new ColumnInfo("price", "numeric(10,2)", 1700, true),
                        new ColumnInfo("contact", "work_email", 25, false))
                .extracting(ColumnInfo::name)
                .containsExactly("id", "Line No", "price", "contact", "tags", "double_price");
    }

    @Test
    void aPartitionedTableSumsItsPartitions() {
        TableInfo events = table("events");
        assertThat(events.kind()).isEqualTo(TableInfo.Kind.PARTITIONED);
        assertThat(events.partitions()).isEqualTo(2);
        assertThat(events.estimatedRows()).isEqualTo(500);
        assertThat(events.bytes())
                .isEqualTo(table("events_25").bytes() + table("events_26_1").bytes());
        assertThat(events.primaryKey()).isEmpty();
    }

    @Test
    void allTablesAreListedByNameWithoutPartitions() {
        List<TableInfo> tables = new Catalog(pool).tables();
        assertThat(tables.stream().collect(Collectors.toMap(t -> t.name().toString(), TableInfo::kind)))
                .containsEntry("public.order_view", TableInfo.Kind.VIEW)
                .containsEntry("public.order_copy", TableInfo.Kind.MATERIALIZED_VIEW)
                .containsEntry("Hidden.Secret", TableInfo.Kind.TABLE)
                .doesNotContainKey("public.events_25");
        assertThat(tables).extracting(TableInfo::name).isSorted();
        assertThat(tables).noneMatch(TableInfo::whole);
        assertThat(tables)
                .filteredOn(t -> t.name().equals(TableName.parse("events")))
                .first()
                .satisfies(events -> {
                    assertThat(events.estimatedRows()).isEqualTo(500);
                    assertThat(events.partitions()).isEqualTo(2);
                    assertThat(events.bytes()).isPositive();
                });
        assertThat(table("no_key").columns()).isEmpty();
    }

    @Test
    void aRoleSeesOnlyTheSchemasItMayUse() {
        Login guest = new Login(servers.as(ShopRoles.READER, database), Optional.empty());
        try (WatchPool guests = WatchPool.open(guest)) {
            assertThat(new Catalog(guests).tables())
                    .extracting(t -> t.name().schema())
                    .contains("public")
                    .doesNotContain("Hidden");
        }
    }

    @Test
    void aTableThatSomebodyHasLockedIsDescribedWithoutWaiting() throws SQLException {
        try (PgSession session = PgSession.open(login, "test", StatementListener.NONE)) {
            session.execute("BEGIN; LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
            long start = System.nanoTime();
            assertThat(table("orders").bytes()).isGreaterThanOrEqualTo(40_000);
            assertThat(new Catalog(pool).tables()).isNotEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void aTableThatIsNotThereIsNoError() {
        assertThat(new Catalog(pool).table(TableName.parse("nowhere"))).isEmpty();
    }

    /** There is none to be had for a test; what it would say of itself is. */
    @Test
    void aServerThatIsTooOldIsRefusedBeforeItIsAskedAnythingElse() {
        assertThatThrownBy(() -> Catalog.supported(
                        new ServerFacts("10.23", 100023, "shop", "shop_owner", false, "7312", Duration.ofMillis(1))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem())
                                .returns("too-old", Problem::code)
                                .returns("PostgreSQL 10.23 is too old.", Problem::what));
        assertThat(new Catalog(pool).facts())
                .satisfies(facts -> assertThat(Catalog.supported(facts)).isEqualTo(facts));
    }
}
