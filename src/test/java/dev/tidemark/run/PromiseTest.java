package dev.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.consume.LogReader;
import dev.tidemark.consume.LogReader.Message;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.LockMode;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan;
import dev.tidemark.plan.ReadPlan.Mode;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.sandbox.DemoApplication;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.DemoShop;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.Publish;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.Begin;
import dev.tidemark.wire.Checksum;
import dev.tidemark.wire.End;
import dev.tidemark.wire.Mark;
import dev.tidemark.wire.MessageKind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The protocol's promise, while an application writes as fast as it can: events up to the mark, then the rows, then the
 * events after the mark make the database. {@code -Dpromise.runs=20} repeats it.
 */
@ExtendWith(SharedServers.class)
class PromiseTest {
    private static final int RUNS = Integer.getInteger("promise.runs", 1);

    @TempDir
    private Path stage;

    /** How the gate is closed, how the application publishes, where the marks go, when the rows are published, and in what. */
    private record Way(LockMode lock, Publish publish, GatePlan.Placement marks, Mode rows, PostgresVersion version) {
        private static Way standard() {
            return new Way(
                    LockMode.SHARE_ROW_EXCLUSIVE,
                    Publish.IN_TRANSACTION,
                    GatePlan.Placement.IN_BAND,
                    Mode.STAGED,
                    PostgresVersion.V18);
        }

        private Way with(LockMode other) {
            return new Way(other, publish, marks, rows, version);
        }

        private Way with(Publish other) {
            return new Way(lock, other, marks, rows, version);
        }

        private Way with(GatePlan.Placement other) {
            return new Way(lock, publish, other, rows, version);
        }

        private Way with(Mode other) {
            return new Way(lock, publish, marks, other, version);
        }

        private Way in(PostgresVersion other) {
            return new Way(lock, publish, marks, rows, other);
        }
    }

    static Stream<Way> everyWayAsOftenAsAsked() {
        Way way = Way.standard();
        return Stream.of(
                        way,
                        way.in(PostgresVersion.V15),
                        way.with(LockMode.SHARE),
                        way.with(LockMode.EXCLUSIVE),
                        way.with(LockMode.ACCESS_EXCLUSIVE).in(PostgresVersion.V11),
                        way.with(Publish.OUTBOX),
                        way.with(Publish.AFTER_COMMIT).in(PostgresVersion.V11),
                        way.with(GatePlan.Placement.SIDE_BAND),
                        way.with(Mode.STREAMED).in(PostgresVersion.V11))
                .flatMap(one -> IntStream.range(0, RUNS).mapToObj(_ -> one));
    }

    @ParameterizedTest
    @MethodSource("everyWayAsOftenAsAsked")
    void eventsThenRowsThenEventsMakeTheDatabase(Way way, TestServers servers) throws SQLException {
        DemoShop shop = servers.freshShop(1_000, way.version());
        Plan plan =
                shop.plan().withGate(patient(way)).withRead(new ReadPlan(2, Optional.of(stage)).withMode(way.rows()));
        Map<String, Map<String, JsonNode>> state = new HashMap<>();
        try (PgSession session = session(shop)) {
            for (String table : ShopRows.KEYS.keySet()) {
                state.put(table, ShopRows.seenBy(session, table));
            }
        }
        Map<String, Map<String, JsonNode>> snapshot = new HashMap<>();
        RunState end;
        try (DemoApplication application = shop.startApplication(
                        DemoOptions.standard().withWriters(4).atFullSpeed().publishing(way.publish()));
                Servers connected = Servers.connect(shop.database(), Optional.empty(), shop.kafka());
                Backfill backfill = connected.prepare(plan);
                PgSession witness = session(shop)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> application.changes() > 120);
            end = run(backfill, witness, snapshot);
            long atCommit = application.changes();
            await().atMost(Duration.ofSeconds(30)).until(() -> application.changes() > atCommit + 80);
        }
        for (TablePlan table : plan.tables()) {
            String name = table.table().name();
            Map<String, JsonNode> known = Objects.requireNonNull(state.get(name));
            List<Message> log = LogReader.committed(shop.kafka(), table.eventTopic());
            ShopRows.apply(known, events(log, way.marks(), shop, table, end, true));
            Map<String, JsonNode> published = published(shop, table, end);
            assertThat(published)
                    .as("rows of %s and events up to the mark", name)
                    .isEqualTo(known);
            assertThat(published).as("rows of %s and the snapshot", name).isEqualTo(snapshot.get(name));
            ShopRows.apply(published, events(log, way.marks(), shop, table, end, false));
            try (PgSession session = session(shop)) {
                assertThat(published)
                        .as("rows of %s, events after the mark, and the database", name)
                        .isEqualTo(ShopRows.seenBy(session, name));
            }
        }
    }

    /** Step by step, so that somebody else can import the snapshot while the gate is closed. */
    private static RunState run(Backfill backfill, PgSession witness, Map<String, Map<String, JsonNode>> snapshot)
            throws SQLException {
        backfill.start(Pace.STEP_BY_STEP);
        backfill.await(s -> s.stage() == Stage.LOCKED, Duration.ofSeconds(60));
        backfill.next();
        RunState exported = backfill.await(s -> s.stage() == Stage.EXPORTED, Duration.ofSeconds(5));
        assertThat(exported.problem()).isEmpty();
        witness.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SET TRANSACTION SNAPSHOT '"
                + exported.snapshot().orElseThrow().id() + "'");
        backfill.next();
        backfill.await(s -> s.stage() == Stage.MARKED, Duration.ofSeconds(5));
        backfill.next();
        RunState staged = backfill.await(s -> s.stage() == Stage.STAGED, Duration.ofSeconds(60));
        assertThat(staged.problem()).isEmpty();
        assertThat(staged.stage()).isEqualTo(Stage.STAGED);
        for (String table : ShopRows.KEYS.keySet()) {
            snapshot.put(table, ShopRows.seenBy(witness, table));
        }
        backfill.commit();
        RunState end = backfill.await(s -> false, Duration.ofSeconds(60));
        assertThat(end.stage()).isEqualTo(Stage.COMMITTED);
        return end;
    }

    /** An application at full speed on a busy machine: the lock takes its time. */
    private static GatePlan patient(Way way) {
        return new GatePlan(
                way.lock(),
                Duration.ofSeconds(10),
                Duration.ofMillis(800),
                100,
                way.publish().drain(),
                way.marks());
    }

    private static PgSession session(DemoShop shop) throws SQLException {
        PgSession session =
                PgSession.open(new Login(shop.database(), Optional.empty()), "witness", StatementListener.NONE);
        session.execute("SET TimeZone = 'UTC'");
        return session;
    }

    /** The application's events before, or after, the run's mark in each partition. */
    private static List<Message> events(
            List<Message> log,
            GatePlan.Placement placement,
            DemoShop shop,
            TablePlan table,
            RunState end,
            boolean before) {
        Map<Integer, Long> marks = placement == GatePlan.Placement.IN_BAND
                ? marksIn(log, end.run().value())
                : marksBeside(shop, table, end);
        return log.stream()
                .filter(m -> m.kind().isEmpty())
                .filter(m -> m.offset() < Objects.requireNonNull(marks.get(m.partition())) == before)
                .toList();
    }

    private static Map<Integer, Long> marksIn(List<Message> log, String run) {
        Map<Integer, Long> marks = new HashMap<>();
        log.stream()
                .filter(m -> m.kind().equals(Optional.of(MessageKind.MARK))
                        && m.run().equals(run))
                .forEach(m -> assertThat(marks.put(m.partition(), m.offset())).isNull());
        return marks;
    }

    /** As protocol.md says: one mark a run, its positions those of the first events after the snapshot. */
    private static Map<Integer, Long> marksBeside(DemoShop shop, TablePlan table, RunState end) {
        assertThat(LogReader.all(shop.kafka(), table.eventTopic()))
                .allSatisfy(m -> assertThat(m.kind()).isEmpty());
        List<Message> ours = LogReader.committed(shop.kafka(), Mark.SIDE_BAND_TOPIC).stream()
                .filter(m -> m.run().equals(end.run().value()))
                .toList();
        assertThat(ours).hasSize(1);
        Mark mark = Mark.parse(ours.getFirst().value());
        assertThat(mark.snapshot()).isEqualTo(end.snapshot().orElseThrow());
        List<Long> offsets = Objects.requireNonNull(mark.positions().get(table.eventTopic()));
        return IntStream.range(0, offsets.size()).boxed().collect(Collectors.toMap(i -> i, offsets::get));
    }

    /** The table's rows as they stand between begin and end, checked as a consumer checks them. */
    private static Map<String, JsonNode> published(DemoShop shop, TablePlan table, RunState end) {
        Map<String, JsonNode> rows = new HashMap<>();
        Map<Integer, List<Message>> partitions = new HashMap<>();
        LogReader.committed(shop.kafka(), table.rowsTopic())
                .forEach(m -> partitions
                        .computeIfAbsent(m.partition(), _ -> new ArrayList<>())
                        .add(m));
        assertThat(partitions).isNotEmpty();
        long count = 0;
        for (List<Message> messages : partitions.values()) {
            assertThat(messages.getFirst().kind()).contains(MessageKind.BEGIN);
            assertThat(messages.getLast().kind()).contains(MessageKind.END);
            Begin begin = Begin.parse(messages.getFirst().value());
            assertThat(begin.snapshot()).isEqualTo(end.snapshot().orElseThrow().id());
            List<Message> between = messages.subList(1, messages.size() - 1);
            assertThat(between).allSatisfy(m -> assertThat(m.kind()).contains(MessageKind.ROW));
            Checksum checksum = new Checksum();
            between.forEach(m -> checksum.add(m.key(), m.value()));
            End last = End.parse(messages.getLast().value());
            assertThat(last.rows()).isEqualTo(between.size());
            assertThat(last.checksum()).isEqualTo(checksum.text());
            ShopRows.apply(rows, between);
            count += between.size();
        }
        assertThat(rows).as("no row twice").hasSize((int) count);
        return rows;
    }
}
