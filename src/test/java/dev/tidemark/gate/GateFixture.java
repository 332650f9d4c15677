package dev.tidemark.gate;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.Catalog;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.Mark.MarkedTable;
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
        this.servers = servers;
        database = servers.freshDatabase();
        login = new Login(database, Optional.empty());
        topic = servers.freshTopic("events", 6);
        try (PgSession session = session("setup")) {
            session.execute("CREATE TABLE accounts (id bigint PRIMARY KEY, owner text)");
            session.execute("CREATE TABLE bookings (id bigint PRIMARY KEY, amount numeric)");
            session.execute("INSERT INTO accounts VALUES (1, 'Ada'), (2, 'Edgar')");
        }
    }

    PgSession session(String name) throws SQLException {
        return PgSession.open(login, name, StatementListener.NONE);
    }

    GateOrder order(GatePlan plan) {
        try (WatchPool pool = WatchPool.open(login)) {
            return new GateOrder(
                    run,
                    plan,
                    login,
                    new Catalog(pool).facts(),
                    servers.kafka(),
                    List.of(new MarkedTable(SECOND, "rows"), new MarkedTable(FIRST, "rows")),
                    Map.of(topic, 6),
                    2);
        }
    }

    Gate gate(GatePlan plan) {
        return Gate.prepare(order(plan), listener, new RecordingListener());
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
