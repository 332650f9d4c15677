package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consume.LogReader;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.Catalog;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.Mark.MarkedTable;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.RunId;
import dev.tidemark.wire.Snapshot;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Two tables and an event topic of six partitions, and a gate for them. */
final class GateFixture {
    static final TableName FIRST = new TableName("public", "accounts");
    static final TableName SECOND = new TableName("public", "bookings");

    final DatabaseAddress database;
    final Login login;
    final String topic;
    final TestServers servers;
    final RecordingListener listener = new RecordingListener();
    final RunId run = RunId.at(Instant.now(), new Random());

    GateFixture(TestServers servers) throws SQLException {
        this(servers, PostgresVersion.V18);
    }

    GateFixture(TestServers servers, PostgresVersion version) throws SQLException {
        this.servers = servers;
        database = servers.freshDatabase(version);
        login = new Login(database, Optional.empty());
        topic = servers.freshTopic("events", 6);
        try (PgSession session = session("setup")) {
            session.execute("CREATE TABLE accounts (id bigint PRIMARY KEY, owner text)");
            session.execute("CREATE TABLE bookings (id bigint PRIMARY KEY, amount numeric)");
            session.execute("INSERT INTO accounts VALUES (1, 'Ada'), (2, 'Edgar')");
        }
    }

    /** In this database sessions that wait look for a deadlock after that long. */
    void deadlockTimeout(Duration timeout) throws SQLException {
        Login superuser = new Login(servers.as("postgres", database), Optional.empty());
        try (PgSession session = PgSession.open(superuser, "setup", StatementListener.NONE)) {
            session.execute("ALTER DATABASE " + database.database() + " SET deadlock_timeout = " + timeout.toMillis());
        }
    }

    PgSession session(String name) throws SQLException {
        return PgSession.open(login, name, StatementListener.NONE);
    }

    GateOrder order(GatePlan plan) {
        return order(plan, login, List.of(SECOND, FIRST));
    }

    private GateOrder order(GatePlan plan, Login way, List<TableName> tables) {
        try (WatchPool pool = WatchPool.open(login)) {
            return new GateOrder(
                    run,
                    plan,
                    way,
                    new Catalog(pool).facts(),
                    servers.kafka(),
                    tables.stream().map(t -> new MarkedTable(t, "rows")).toList(),
                    Map.of(topic, 6),
                    2,
                    false);
        }
    }

    Gate gate(GatePlan plan) {
        return Gate.prepare(order(plan), listener, new RecordingListener());
    }

    /** A gate whose sessions reach the database another way. */
    Gate gate(GatePlan plan, DatabaseAddress way) {
        return gate(plan, way, SECOND, FIRST);
    }

    Gate gate(GatePlan plan, DatabaseAddress way, TableName... tables) {
        Login other = new Login(way, Optional.empty());
        return Gate.prepare(order(plan, other, List.of(tables)), listener, new RecordingListener());
    }

    /** A gate for other tables, of somebody's. */
    Gate gate(GatePlan plan, String role, TableName... tables) {
        Login way = new Login(servers.as(role, database), Optional.empty());
        return Gate.prepare(order(plan, way, List.of(tables)), listener, new RecordingListener());
    }

    /**
     * A writer to the first table, which begins now and is done before the time is over; else the server itself ends its
     * wait, and this fails.
     */
    CompletableFuture<Void> writer(Duration limit) {
        return CompletableFuture.runAsync(
                () -> {
                    try (PgSession writer = session("writer")) {
                        writer.execute("SET lock_timeout = " + limit.toMillis());
                        writer.execute("UPDATE accounts SET owner = 'Grace' WHERE id = 1");
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    /** What a consumer of the event topic that takes committed messages alone has seen of the run. */
    List<MessageKind> committedKinds() {
        return LogReader.committed(servers.kafka(), topic).stream()
                .flatMap(message -> message.kind().stream())
                .toList();
    }

    /** A consumer that takes whatever is in the log sees no mark without its void behind it. */
    void assertThatEveryMarkHasItsVoid() {
        List<LogReader.Message> log = LogReader.all(servers.kafka(), topic);
        for (LogReader.Message mark : log) {
            if (mark.kind().equals(Optional.of(MessageKind.MARK))) {
                assertThat(log)
                        .anyMatch(message -> message.kind().equals(Optional.of(MessageKind.VOID))
                                && message.partition() == mark.partition()
                                && message.offset() > mark.offset()
                                && message.run().equals(mark.run()));
            }
        }
    }

    /** Remembers what it was told. */
    static final class RecordingListener implements GateListener {
        final List<String> steps = new CopyOnWriteArrayList<>();
        final List<Position> marks = new CopyOnWriteArrayList<>();

        @Override
        public void attempt(int attempt) {
            steps.add("attempt " + attempt);
        }

        @Override
        public void asked(long nanoTime) {}

        @Override
        public void refused(int attempt) {
            steps.add("refused " + attempt);
        }

        @Override
        public void locked(long nanoTime) {}

        @Override
        public void lockedAll(Duration took) {
            steps.add("locked");
        }

        @Override
        public void drained(Drained how, Duration took) {
            steps.add(how.verdict() + ": " + how.finding());
        }

        @Override
        public void exported(Snapshot snapshot, Duration took) {
            steps.add("exported");
        }

        @Override
        public void landed(Position position) {
            marks.add(position);
        }

        @Override
        public void marked(Duration took) {
            steps.add("marked");
        }

        @Override
        public void proved() {
            steps.add("proved");
        }

        @Override
        public void opened(long nanoTime, Duration took) {
            steps.add("opened");
        }

        @Override
        public void statement(int session, String sql, Duration took, String answer) {}
    }
}
