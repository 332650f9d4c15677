package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.tidemark.kafka.Cluster;
import dev.tidemark.kafka.TopicInfo;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Drain;
import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.ValuePlan;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.ShopRoles;
import dev.tidemark.sandbox.TestServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that can be wrong with a plan gives one problem, before anything is locked or written. */
@ExtendWith(SharedServers.class)
class PreflightTest {
    private static final TableName ORDERS = new TableName("public", "orders");

    @TempDir
    Path stage;

    private TestServers servers;
    private DatabaseAddress database;
    private Cluster cluster;
    private String events;
    private List<TopicInfo> before;

    @BeforeEach
    void open(TestServers shared) throws SQLException {
        servers = shared;
        database = servers.freshDatabase();
        events = servers.freshTopic("events", 6);
        cluster = Cluster.connect(servers.kafka());
        execute("""
                CREATE TABLE orders (id bigint PRIMARY KEY, status text, data jsonb);
                INSERT INTO orders VALUES (1, 'new', '{"a": 1}');
                CREATE TABLE log (at timestamptz, line text);
                CREATE TABLE hidden (id int PRIMARY KEY);
                ALTER TABLE hidden ENABLE ROW LEVEL SECURITY;
                CREATE MATERIALIZED VIEW copied AS TABLE orders;
                """);
        before = cluster.topics();
    }

    @AfterEach
    void nothingWasWritten() throws SQLException {
        assertThat(cluster.topics()).isEqualTo(before);
        cluster.close();
        try (PgSession session = session(database)) {
            assertThat(session.query("SELECT count(*) FROM orders").getFirst()).containsExactly("1");
            assertThat(session.query("""
                    SELECT count(*) FROM pg_locks JOIN pg_class ON pg_class.oid = relation
                    WHERE relname IN ('orders', 'log', 'hidden') AND mode <> 'AccessShareLock'
                    """).getFirst()).containsExactly("0");
        }
    }

    private static PgSession session(DatabaseAddress address) throws SQLException {
        return PgSession.open(new Login(address, Optional.empty()), "test", StatementListener.NONE);
    }

    private void execute(String sql) throws SQLException {
        try (PgSession session = session(database)) {
            session.execute(sql);
        }
    }

    private List<Verdict> check(DatabaseAddress address, Plan plan) {
        try (WatchPool pool = WatchPool.open(new Login(address, Optional.empty()))) {
            return new Preflight(pool, cluster).check(plan, stage);
        }
    }

    private Plan plan(TablePlan... tables) {
        return Plan.of(database, servers.kafka(), List.of(tables));
    }

    private TablePlan orders() {
        return TablePlan.whole(ORDERS, events);
    }

    private TablePlan table(String name) {
        return TablePlan.whole(TableName.parse(name), events);
    }

    private static TablePlan with(TablePlan table, Optional<String> filter, KeyPlan key, ValuePlan value) {
        return new TablePlan(table.table(), table.eventTopic(), table.rowsTopic(), table.columns(), filter, key, value);
    }

    private static TablePlan filtered(TablePlan table, String filter) {
        return with(table, Optional.of(filter), table.key(), table.value());
    }

    /** The only thing that is wrong. */
    private Problem refusal(Plan plan) {
        return refusal(check(database, plan));
    }

    private static Problem refusal(List<Verdict> verdicts) {
        List<Verdict> refusals = verdicts.stream().filter(Verdict::refuses).toList();
        assertThat(refusals).hasSize(1);
        Problem problem = refusals.getFirst().problem().orElseThrow();
        assertThat(problem.toDo()).isNotBlank();
        return problem;
    }

    private List<Problem> warnings(Plan plan) {
        List<Verdict> verdicts = check(database, plan);
        assertThat(verdicts).noneMatch(Verdict::refuses);
        return verdicts.stream().flatMap(v -> v.problem().stream()).toList();
    }

    @Test
    void aGoodPlanPasses() {
        long start = System.nanoTime();
        List<Verdict> verdicts = check(database, plan(orders()));
        assertThat(verdicts).allMatch(v -> v.level() == Verdict.Level.PASS);
        assertThat(verdicts).extracting(Verdict::check).contains("server", "lock privilege", "topics", "disk");
        assertThat(verdicts).extracting(Verdict::finding).anyMatch(f -> f.contains("6 / 6 partitions, will be made"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void noTableOrATableThatIsNotThereOrThereTwice() {
        assertThat(refusal(plan()).code()).isEqualTo("no-table");
        assertThat(refusal(plan(table("public.Orders"))).code()).isEqualTo("table-missing");
        assertThat(refusal(plan(orders(), orders())).code()).isEqualTo("table-twice");
    }

    @Test
    void theDrainIsTriedAndJudged() {
        assertThat(refusal(drained(new Drain.Outbox("SELECT count(*) FROM nowhere")))
                        .origin())
                .contains("SQLSTATE 42P01");
        assertThat(refusal(drained(new Drain.Outbox("DELETE FROM orders RETURNING 1")))
                        .origin())
                .as("it may only look")
                .contains("SQLSTATE 25006");
        assertThat(warnings(drained(new Drain.Outbox("SELECT count(*) FROM orders WHERE false"))))
                .isEmpty();
        assertThat(warnings(drained(new Drain.AfterCommit(Duration.ofMillis(300)))))
                .extracting(Problem::code)
                .containsExactly("drain-observed");
        assertThat(refusal(drained(new Drain.AfterCommit(Duration.ofSeconds(2))))
                        .code())
                .isEqualTo("drain-longer-than-budget");
    }

    private Plan drained(Drain drain) {
        Plan plan = plan(orders());
        return plan.withGate(plan.gate().withDrain(drain));
    }

    @Test
    void aTableWithoutKeyNeedsOneChosen() {
        TablePlan log = table("public.log");
        assertThat(refusal(plan(log)).code()).isEqualTo("no-key");
        assertThat(warnings(plan(with(log, Optional.empty(), new KeyPlan.None(), log.value()))))
                .isEmpty();
        assertThat(warnings(plan(with(log, Optional.empty(), new KeyPlan.Text("line"), log.value()))))
                .isEmpty();
    }

    @Test
    void aMaterializedViewCannotBeLocked() {
        TablePlan copied = table("public.copied");
        assertThat(refusal(plan(with(copied, Optional.empty(), new KeyPlan.Text("id"), copied.value())))
                        .code())
                .isEqualTo("not-a-table");
    }

    private TablePlan view(String name) {
        TablePlan view = table("public." + name);
        return with(view, Optional.empty(), new KeyPlan.None(), view.value());
    }

    @Test
    void aViewNeedsTablesBeneathAndAKeyOfThePlans() throws SQLException {
        execute("""
                CREATE VIEW seen AS SELECT id, status FROM orders JOIN log ON line = status;
                CREATE VIEW again AS TABLE seen;
                CREATE VIEW nothing AS SELECT 1 AS id""");
        assertThat(refusal(plan(table("public.again"))).code()).isEqualTo("no-key");
        assertThat(warnings(plan(view("again")))).isEmpty();
        assertThat(check(database, plan(view("again"))))
                .extracting(Verdict::finding)
                .contains("2 tables beneath are locked");
        assertThat(refusal(plan(view("nothing"))).code()).isEqualTo("view-without-tables");
    }

    @Test
    void whatAViewReadsThatIsNotLockedIsAWarning() throws SQLException {
        execute("""
                CREATE FUNCTION lines() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM log';
                CREATE VIEW counted AS SELECT id, lines() FROM orders;
                CREATE VIEW old AS SELECT o.id FROM orders AS o JOIN copied AS c ON c.id = o.id""");
        assertThat(warnings(plan(view("counted"))))
                .extracting(Problem::code, Problem::what)
                .containsExactly(tuple("view-function", "The view public.counted calls the function public.lines()."));
        assertThat(warnings(plan(view("old"))))
                .extracting(Problem::code, Problem::what)
                .containsExactly(
                        tuple("view-unlocked-part", "The view public.old reads public.copied, which can't be locked."));
    }

    @Test
    void whosePrivilegesCountBeneathAViewIsToldByTheView() throws SQLException {
        execute("""
                REVOKE ALL ON orders, hidden FROM shop_reader;
                CREATE VIEW owned AS TABLE orders;
                CREATE VIEW inquired WITH (security_invoker) AS TABLE orders;
                CREATE VIEW veiled WITH (security_invoker) AS TABLE hidden;
                GRANT SELECT, UPDATE ON owned, inquired, veiled, hidden TO shop_reader""");
        DatabaseAddress reader = servers.as(ShopRoles.READER, database);
        assertThat(check(reader, plan(view("owned")))).noneMatch(Verdict::refuses);
        Problem problem = refusal(check(reader, plan(view("inquired"))));
        assertThat(problem.code()).isEqualTo("view-privilege");
        assertThat(problem.why()).contains(ShopRoles.READER, "public.orders");
        assertThat(refusal(check(reader, plan(view("veiled")))).code()).isEqualTo("row-level-security");
    }

    @Test
    void aRoleThatMayOnlyReadMayNotLock() {
        Problem problem = refusal(check(servers.as(ShopRoles.READER, database), plan(orders())));
        assertThat(problem.code()).isEqualTo("no-lock-privilege");
        assertThat(problem.what()).contains(ShopRoles.READER, "SHARE ROW EXCLUSIVE");
        assertThat(problem.toDo()).contains("GRANT", ShopRoles.OWNER);
    }

    @Test
    void aColumnThatMayNotBeReadIsNamed() throws SQLException {
        execute("REVOKE SELECT ON orders FROM shop_reader; GRANT UPDATE, SELECT (id, status) ON orders TO shop_reader");
        Problem problem = refusal(check(servers.as(ShopRoles.READER, database), plan(orders())));
        assertThat(problem.code()).isEqualTo("no-read-privilege");
        assertThat(problem.why()).isEqualTo("It lacks SELECT on data.");
    }

    @Test
    void rowLevelSecurityThatHidesRowsIsRefused() throws SQLException {
        execute("GRANT UPDATE, SELECT ON hidden TO shop_reader");
        assertThat(refusal(check(servers.as(ShopRoles.READER, database), plan(table("public.hidden"))))
                        .code())
                .isEqualTo("row-level-security");
        assertThat(warnings(plan(table("public.hidden"))))
                .as("its owner sees all")
                .isEmpty();
    }

    @Test
    void aFilterWithASyntaxErrorIsQuotedWithThePlaceOfTheError() {
        Problem problem = refusal(plan(filtered(orders(), "status = 'new' AND AND id > 1")));
        assertThat(problem.code()).isEqualTo("filter-invalid");
        assertThat(problem.what()).contains("filter of public.orders");
        assertThat(problem.why())
                .contains("“status = 'new' AND AND id > 1”, at character 20")
                .contains("syntax error");
        assertThat(problem.origin()).contains("SQLSTATE 42601");
    }

    @Test
    void expressionsAreCheckedForWhatTheyMean() {
        assertThat(refusal(plan(filtered(orders(), "id"))).why()).contains("must be type boolean");
        assertThat(refusal(plan(filtered(orders(), "price > 1"))).why()).contains("price", "at character 1");
        assertThat(refusal(plan(filtered(orders(), "id > 1) OR (true"))).code()).isEqualTo("filter-invalid");
        KeyPlan key = new KeyPlan.Sql("lower(id)");
        assertThat(refusal(plan(with(orders(), Optional.empty(), key, new ValuePlan.Json())))
                        .code())
                .isEqualTo("key-invalid");
        ValuePlan value = new ValuePlan.Sql("id");
        assertThat(refusal(plan(with(orders(), Optional.empty(), new KeyPlan.PrimaryKey(), value)))
                        .code())
                .isEqualTo("value-invalid");
    }

    @Test
    void expressionsWithQuestionMarksCommentsAndQuotesPass() {
        assertThat(warnings(plan(with(
                        orders(),
                        Optional.of("data ? 'a' AND status <> 'a;b' -- all {of} them"),
                        new KeyPlan.Sql("status || ':' || id"),
                        new ValuePlan.Sql("jsonb_build_object('id', id)")))))
                .isEmpty();
    }

    @Test
    void aFilterCannotSmuggleAStatementIn() {
        Problem problem = refusal(plan(filtered(orders(), "true); COMMIT; DELETE FROM orders; SELECT (true")));
        assertThat(problem.code()).isEqualTo("filter-invalid");
        assertThat(problem.why()).contains("parenthesis");
        assertThat(refusal(plan(filtered(orders(), "true; COMMIT"))).why()).contains("semicolon");
    }

    @Test
    void aColumnThatIsNotThereIsNamed() {
        TablePlan orders = orders();
        Problem problem = refusal(plan(new TablePlan(
                ORDERS,
                events,
                orders.rowsTopic(),
                List.of("id", "Status"),
                Optional.empty(),
                orders.key(),
                orders.value())));
        assertThat(problem.code()).isEqualTo("column-missing");
        assertThat(problem.what()).contains("Status");
        assertThat(problem.why()).contains("id, status, data");
    }

    @Test
    void aPartitionedTableHasNoRowsOfItsOwn() throws SQLException {
        execute("""
                CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id);
                CREATE TABLE part PARTITION OF parts FOR VALUES FROM (0) TO (10)""");
        TablePlan parts = table("public.parts");
        assertThat(warnings(plan(parts))).isEmpty();
        assertThat(refusal(plan(parts.withInherited(TablePlan.Inherited.ONLY))).code())
                .isEqualTo("no-own-rows");
    }

    @Test
    void topicsHaveToBeThereAndCoPartitioned() {
        assertThat(refusal(plan(TablePlan.whole(ORDERS, "nowhere"))).code()).isEqualTo("topic-missing");
        String three = servers.freshTopic("rows", 3);
        before = cluster.topics();
        assertThat(refusal(plan(into(orders(), three))).why()).contains("3", "6");
        assertThat(refusal(plan(into(orders(), events))).code()).isEqualTo("rows-in-event-topic");
        TablePlan hidden = TablePlan.whole(TableName.parse("public.hidden"), three);
        assertThat(refusal(plan(into(orders(), "shared"), into(hidden, "shared")))
                        .code())
                .isEqualTo("partition-count");
    }

    private static TablePlan into(TablePlan table, String topic) {
        return new TablePlan(
                table.table(), table.eventTopic(), topic, table.columns(), table.filter(), table.key(), table.value());
    }

    @Test
    void aTransactionThatHasBeenOpenForLongIsNamed() throws SQLException {
        try (PgSession writer = session(database)) {
            writer.execute("BEGIN; UPDATE orders SET status = 'old'");
            assertThat(warnings(plan(orders())))
                    .as("a short one is nothing to warn of")
                    .isEmpty();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(warnings(plan(orders())))
                            .singleElement()
                            .satisfies(problem -> {
                                assertThat(problem.code()).isEqualTo("long-transaction");
                                assertThat(problem.why()).contains("pid " + writer.pid(), "UPDATE orders");
                            }));
            writer.execute("ROLLBACK");
        }
    }

    @Test
    void aLockedTableDoesNotHoldTheChecksUp() throws SQLException {
        try (PgSession other = session(database)) {
            other.execute("BEGIN; LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
            long start = System.nanoTime();
            assertThat(warnings(plan(filtered(orders(), "id > 1"))))
                    .extracting(Problem::code)
                    .contains("lock-timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            other.execute("ROLLBACK");
        }
    }

    @Test
    void moreReadersThanTheServerHasConnectionsForAreRefused() {
        Plan many = plan(orders()).withRead(new ReadPlan(200, Optional.empty()));
        assertThat(refusal(many).code()).isEqualTo("too-few-connections");
    }
}
