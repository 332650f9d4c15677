package dev.tidemark.desktop;

import dev.tidemark.desktop.state.Connected;
import dev.tidemark.desktop.state.Environment;
import dev.tidemark.gate.Verdict;
import dev.tidemark.kafka.ClusterFacts;
import dev.tidemark.kafka.TopicInfo;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.ColumnInfo;
import dev.tidemark.postgres.LockHolder;
import dev.tidemark.postgres.LockNode;
import dev.tidemark.postgres.LockPicture;
import dev.tidemark.postgres.LockWait;
import dev.tidemark.postgres.ServerFacts;
import dev.tidemark.postgres.SnapshotCost;
import dev.tidemark.postgres.TableInfo;
import dev.tidemark.problem.Problem;
import dev.tidemark.run.GateState;
import dev.tidemark.run.GateStep;
import dev.tidemark.run.Pace;
import dev.tidemark.run.ReadState;
import dev.tidemark.run.RunState;
import dev.tidemark.run.SessionLine;
import dev.tidemark.run.Stage;
import dev.tidemark.run.TableState;
import dev.tidemark.run.Throughput;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.RunId;
import dev.tidemark.wire.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** States that a run can be in, made up, to look at pages without servers. */
final class MadeUp {
    private MadeUp() {}

    static final DatabaseAddress DATABASE =
            new DatabaseAddress("db-prod", 5432, "orders", "backfill", Map.of("sslmode", "verify-full"));
    static final KafkaAddress KAFKA = KafkaAddress.of("kafka-1:9092");
    static final RunId RUN = new RunId("20261123-140200-k7f3");
    static final Instant MARKED_AT = Instant.parse("2026-11-23T14:02:00.184Z");

    static Connected connected() {
        return new Connected(
                DATABASE,
                KAFKA,
                new ServerFacts("16.4", 160004, "orders", "backfill", false, "7312", Duration.ofNanos(1_320_000)),
                new ClusterFacts("abc", 3, Duration.ofNanos(2_100_000)),
                Environment.PRODUCTION,
                false);
    }

    static List<TableInfo> tables() {
        return List.of(
                table("audit_log", 91_000_000, 38e9, List.of(), 0),
                table("customers", 512_004, 96e6, List.of("id"), 0),
                table("order_lines", 18_300_000, 6.8e9, List.of("order_id", "line_no"), 0),
                table("orders", 12_104_331, 4.2e9, List.of("id"), 0),
                table("payments", 6_000_000, 2.1e9, List.of("id", "paid_on"), 24));
    }

    static List<TopicInfo> topics() {
        return List.of(new TopicInfo("customers", 6), new TopicInfo("order-lines", 6), new TopicInfo("orders", 6));
    }

    private static TableInfo table(String name, long rows, double bytes, List<String> key, int partitions) {
        List<ColumnInfo> columns = List.of(
                new ColumnInfo("id", "bigint", 20, true),
                new ColumnInfo("customer_id", "bigint", 20, true),
                new ColumnInfo("status", "order_status", 16400, true),
                new ColumnInfo("total", "numeric(10,2)", 1700, true),
                new ColumnInfo("placed_at", "timestamp with time zone", 1184, true),
                new ColumnInfo("meta", "jsonb", 3802, false),
                new ColumnInfo("card_token", "text", 25, false));
        return new TableInfo(
                new TableName("public", name),
                16384,
                partitions > 0 ? TableInfo.Kind.PARTITIONED : TableInfo.Kind.TABLE,
                rows,
                (long) bytes,
                columns,
                key,
                partitions,
                true);
    }

    static Plan plan() {
        return Plan.of(
                DATABASE,
                KAFKA,
                List.of(
                        TablePlan.whole(TableName.parse("orders"), "orders"),
                        TablePlan.whole(TableName.parse("order_lines"), "order-lines"),
                        TablePlan.whole(TableName.parse("customers"), "customers")));
    }

    static List<Verdict> verdicts() {
        return List.of(
                pass("server", "PostgreSQL 16.4 primary"),
                pass("lock privilege", "may lock 3 tables"),
                pass("topics", "topics co-partitioned 6 / 6"),
                new Verdict(
                        "long transactions",
                        Verdict.Level.WARNING,
                        "1 transaction open for 14 min",
                        Optional.of(Problem.of(
                                "long-transaction",
                                "A long transaction holds a lock on public.orders.",
                                "pid 47001 (reporting) has been idle in transaction for 14 min and has written to orders.",
                                "Let it end, or end it: the gate can't close while it holds the table."))));
    }

    private static Verdict pass(String check, String finding) {
        return new Verdict(check, Verdict.Level.PASS, finding, Optional.empty());
    }

    static Problem problem() {
        return Problem.of(
                        "lock-not-granted",
                        "The lock on public.orders was not granted.",
                        "pid 47001 (reporting) has held RowExclusiveLock for 14 min; 5 attempts of 500 ms each were given up.",
                        "Let that transaction end, or end it, and close the gate again. Nothing was written.")
                .from("55P03");
    }

    static Snapshot snapshot() {
        return new Snapshot("00000003-00000006-1", 7341, 7345, List.of(7342L), "0/1A2B3C48");
    }

    static RunState planned() {
        return state(
                Stage.PLANNED, gate(0, 0, OptionalLong.empty(), OptionalLong.empty(), 0), LockPicture.EMPTY, false);
    }

    static RunState locking() {
        GateState gate = gate(0, 1, OptionalLong.empty(), OptionalLong.empty(), 0);
        List<LockHolder> ahead = List.of(new LockHolder(
                47001,
                "reporting",
                "report",
                "idle in transaction",
                "RowExclusiveLock",
                "public.orders",
                Duration.ofMinutes(14),
                "UPDATE orders SET status = 'shipped' WHERE id = 4711"));
        return state(
                Stage.LOCKING,
                gate,
                new LockPicture(waits(), ahead, List.of(node(ahead.getFirst(), -1, List.of(ours(390))))),
                false);
    }

    static RunState marking() {
        long locked = System.nanoTime() - Duration.ofMillis(436).toNanos();
        return state(
                Stage.EXPORTED,
                gate(3, 1, OptionalLong.of(locked), OptionalLong.empty(), 13),
                new LockPicture(waits(), List.of(), List.of(ours(-1))),
                true);
    }

    static RunState released() {
        long now = System.nanoTime();
        return state(
                Stage.READING,
                gate(6, 1, OptionalLong.of(now - 9_700_000), OptionalLong.of(now), 18),
                LockPicture.EMPTY,
                true);
    }

    static RunState at(Stage stage) {
        long now = System.nanoTime();
        return state(
                stage, gate(6, 1, OptionalLong.of(now - 9_700_000), OptionalLong.of(now), 18), LockPicture.EMPTY, true);
    }

    static RunState paused() {
        return with(
                at(Stage.READING),
                new ReadState(
                        true,
                        2,
                        OptionalInt.of(200_000),
                        SnapshotCost.NONE,
                        Optional.of("The snapshot is held for 1 h 51 m; the plan allows 1 h 00 m.")),
                Optional.empty());
    }

    static RunState failed() {
        RunState base = state(
                Stage.FAILED,
                gate(-1, 5, OptionalLong.empty(), OptionalLong.empty(), 0),
                locking().locks(),
                false);
        return with(base, base.read(), Optional.of(problem()));
    }

    private static RunState with(RunState base, ReadState read, Optional<Problem> problem) {
        return new RunState(
                base.run(),
                base.plan(),
                base.stage(),
                base.pace(),
                base.gate(),
                base.locks(),
                base.snapshot(),
                base.snapshotAt(),
                base.snapshotFreed(),
                read,
                base.tables(),
                base.throughput(),
                base.sessions(),
                problem);
    }

    private static List<LockWait> waits() {
        return List.of(
                wait(
                        48213,
                        "orders-api",
                        "public.orders",
                        38,
                        "INSERT INTO orders (id, customer_id, status) VALUES ($1, $2, $3)"),
                wait(48220, "orders-api", "public.orders", 31, "UPDATE orders SET status = $1 WHERE id = $2"),
                wait(48197, "billing-job", "public.order_lines", 12, "DELETE FROM order_lines WHERE order_id = $1"));
    }

    private static LockNode ours(long waitingMillis) {
        List<LockNode> behind = waits().stream()
                .map(w -> node(
                        new LockHolder(
                                w.pid(),
                                w.application(),
                                w.user(),
                                "active",
                                w.mode(),
                                w.relation(),
                                w.waiting(),
                                w.query()),
                        w.waiting().toMillis(),
                        List.of()))
                .toList();
        LockHolder us = new LockHolder(
                4711,
                "tidemark gate",
                "tidemark",
                "active",
                "ShareRowExclusiveLock",
                "public.orders",
                Duration.ofMillis(430),
                "LOCK TABLE orders");
        return new LockNode(
                us, waitingMillis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(waitingMillis)), true, behind);
    }

    private static LockNode node(LockHolder session, long waitingMillis, List<LockNode> behind) {
        return new LockNode(
                session,
                waitingMillis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(waitingMillis)),
                false,
                behind);
    }

    private static LockWait wait(int pid, String application, String relation, long millis, String query) {
        return new LockWait(
                pid,
                application,
                "shop",
                "RowExclusiveLock",
                relation,
                Duration.ofMillis(millis),
                query,
                List.of(4711));
    }

    private static GateState gate(int done, int attempt, OptionalLong locked, OptionalLong released, int marks) {
        List<GateStep> steps = new ArrayList<>();
        String[] details = {
            "SHARE ROW EXCLUSIVE, 3 tables",
            "publishes inside its transaction: nothing to wait for",
            "pg_export_snapshot()",
            marks + " of 18 partitions",
            "session 1 alive, 2 readers hold the snapshot",
            "COMMIT in session 1"
        };
        double[] took = {3.1, 0.0, 0.4, 2.8, 0.6, 0.4};
        for (GateStep.Kind kind : GateStep.Kind.values()) {
            int i = kind.ordinal();
            GateStep.Progress progress = i < done
                    ? GateStep.Progress.DONE
                    : i == done && attempt > 0
                            ? GateStep.Progress.RUNNING
                            : done < 0 && i == 0 ? GateStep.Progress.FAILED : GateStep.Progress.WAITING;
            steps.add(new GateStep(
                    kind,
                    details[i],
                    progress,
                    i < done ? Optional.of(Duration.ofNanos((long) (took[i] * 1e6))) : Optional.empty()));
        }
        List<Position> positions = new ArrayList<>();
        List<String> topics = List.of("customers", "order-lines", "orders");
        for (int i = 0; i < marks; i++) {
            positions.add(new Position(topics.get(i / 6), i % 6, 4398 + i * 13));
        }
        return new GateState(attempt, 5, Duration.ofSeconds(2), locked, released, steps, positions, 18, 3);
    }

    private static RunState state(Stage stage, GateState gate, LockPicture locks, boolean exported) {
        boolean staged = stage.compareTo(Stage.STAGED) >= 0 && stage != Stage.FAILED;
        double part = staged ? 1 : stage == Stage.READING ? 0.61 : 0;
        double published = stage == Stage.COMMITTED ? 1 : stage == Stage.PUBLISHING ? 0.43 : 0;
        List<TableState> tables = new ArrayList<>();
        long[] rows = {12_104_331, 18_302_114, 512_004};
        String[] checksums = {"9f41a7e2c0d3b6c2", "07aa41d20b5f3e1e", "e31009c4a8127f77"};
        for (int i = 0; i < 3; i++) {
            boolean done = staged || (part > 0 && i == 2);
            double fraction = done ? 1 : part * (i == 0 ? 1.13 : 0.9);
            tables.add(new TableState(
                    plan().tables().get(i),
                    rows[i] + 1200,
                    (long) (rows[i] * fraction),
                    (long) (rows[i] * fraction * 230),
                    (long) (fraction * 500_000),
                    500_000,
                    part > 0 && !done ? 212_400 - i * 14_300 : 0,
                    staged ? OptionalLong.of(rows[i]) : OptionalLong.empty(),
                    staged ? Optional.of(checksums[i]) : Optional.empty(),
                    (long) (rows[i] * published),
                    part > 0 ? Optional.of(MARKED_AT.plusMillis(20)) : Optional.empty(),
                    done ? Optional.of(MARKED_AT.plusSeconds(new int[] {112, 140, 12}[i])) : Optional.empty()));
        }
        List<Throughput.Sample> samples = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            samples.add(new Throughput.Sample(
                    Duration.ofMillis(500L * i),
                    410_000 * (1 - Math.exp(-i / 6.0)) + 14_000 * Math.sin(i / 3.0) + 4000));
        }
        boolean works = stage == Stage.READING || stage == Stage.PUBLISHING;
        return new RunState(
                RUN,
                plan(),
                stage,
                Pace.STEP_BY_STEP,
                gate,
                locks,
                exported ? Optional.of(snapshot()) : Optional.empty(),
                exported ? Optional.of(Instant.now().minusSeconds(111)) : Optional.empty(),
                stage.over(),
                ReadState.NONE,
                tables,
                works || staged
                        ? new Throughput(
                                works ? 410_331 : 0,
                                works ? 96e6 : 0,
                                works ? Optional.of(Duration.ofSeconds(72)) : Optional.empty(),
                                samples)
                        : Throughput.NONE,
                gate.attempt() > 0 ? sessions(exported) : List.of(),
                Optional.empty());
    }

    private static List<SessionLine> sessions(boolean exported) {
        List<SessionLine> lines = new ArrayList<>();
        lines.add(line(2, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", 0.3, "BEGIN"));
        lines.add(line(
                2,
                "LOCK TABLE \"public\".\"customers\", \"public\".\"order_lines\", \"public\".\"orders\" IN ACCESS SHARE MODE",
                0.4,
                "LOCK TABLE"));
        lines.add(line(1, "BEGIN ISOLATION LEVEL REPEATABLE READ", 0.2, "BEGIN"));
        lines.add(line(1, "SET LOCAL lock_timeout = '500ms'", 0.1, "SET"));
        lines.add(line(1, "LOCK TABLE \"public\".\"customers\" IN SHARE ROW EXCLUSIVE MODE", 3.1, "LOCK TABLE"));
        lines.add(
                line(1, "LOCK TABLE \"public\".\"order_lines\" IN SHARE ROW EXCLUSIVE MODE NOWAIT", 0.2, "LOCK TABLE"));
        if (exported) {
            lines.add(line(
                    1,
                    "SELECT pg_export_snapshot(), pg_current_snapshot(), pg_current_wal_lsn()",
                    0.4,
                    "00000003-00000006-1"));
            lines.add(line(2, "SET TRANSACTION SNAPSHOT '00000003-00000006-1'", 0.5, "SET"));
        }
        return lines;
    }

    private static SessionLine line(int session, String sql, double millis, String answer) {
        return new SessionLine(session, MARKED_AT, sql, Optional.of(Duration.ofNanos((long) (millis * 1e6))), answer);
    }
}
