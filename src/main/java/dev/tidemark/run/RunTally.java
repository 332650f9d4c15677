package dev.tidemark.run;

import dev.tidemark.plan.Plan;
import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.LockPicture;
import dev.tidemark.postgres.LockWait;
import dev.tidemark.postgres.SnapshotCost;
import dev.tidemark.problem.Problem;
import dev.tidemark.wire.RunId;
import dev.tidemark.wire.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that a run keeps count of, from which {@link RunState} is made; used on the run's thread alone. */
final class RunTally {
    private static final int MOST_LINES = 200;

    private final RunId run;
    private final Plan plan;
    private final Clock clock;
    private final GateTally gate;
    private final Map<TableName, TableTally> tables = new LinkedHashMap<>();
    private final Pulse pulse = new Pulse();
    private final Thinning record = new Thinning();
    private final Deque<SessionLine> lines = new ArrayDeque<>();
    private Stage stage = Stage.PLANNED;
    private Pace pace = Pace.AUTOMATIC;
    private LockPicture locks = LockPicture.EMPTY;
    private @Nullable Snapshot snapshot;
    private @Nullable Instant snapshotAt;
    private boolean snapshotFreed;
    private @Nullable Problem problem;
    private final ReadTally reading;

    RunTally(RunId run, Plan plan, Map<TableName, Long> rowsExpected, int marksExpected, Clock clock) {
        this.run = run;
        this.plan = plan;
        this.clock = clock;
        this.reading = new ReadTally(plan.read());
        this.gate = new GateTally(
                plan.gate(), plan.tables().size(), marksExpected, plan.read().readers());
        plan.tables()
                .forEach(t ->
                        tables.put(t.table(), new TableTally(t, rowsExpected.getOrDefault(t.table(), 0L), clock)));
    }

    GateTally gate() {
        return gate;
    }

    TableTally table(TableName name) {
        return Objects.requireNonNull(tables.get(name));
    }

    Stage stage() {
        return stage;
    }

    void stage(Stage reached) {
        stage = reached;
        if (reached == Stage.READING || reached == Stage.PUBLISHING) {
            pulse.restart(System.nanoTime());
            record.restart(System.nanoTime());
        }
    }

    void pace(Pace chosen) {
        pace = chosen;
    }

    Pace pace() {
        return pace;
    }

    void locks(LockPicture picture) {
        locks = picture;
        gate.seen(picture);
        if (stage.gateClosed()) {
            gate.waiters(picture.waiting().size());
        }
    }

    /** Nobody looks at the locks any more. */
    void looked() {
        locks = gate.cameToNothingBy();
    }

    void exported(Snapshot exported) {
        snapshot = exported;
        snapshotAt = clock.instant();
    }

    /** A snapshot that another program exported and read. */
    void exported(Snapshot earlier, Instant at) {
        snapshot = earlier;
        snapshotAt = at;
        snapshotFreed = true;
    }

    ReadTally reading() {
        return reading;
    }

    /** Takes in what the held snapshot costs; gives a warning that was not there before. */
    Optional<String> cost(SnapshotCost cost) {
        return snapshotFreed || snapshotAt == null ? Optional.empty() : reading.cost(cost, snapshotAt, clock.instant());
    }

    /** Takes in who waits for the readers' locks; gives a warning that was not there before. */
    Optional<String> waits(List<LockWait> waits) {
        return snapshotFreed ? Optional.empty() : reading.waits(waits);
    }

    void snapshotFreed() {
        reading.freed();
        snapshotFreed = true;
    }

    void problem(@Nullable Problem reason) {
        problem = reason;
    }

    void line(int session, String sql, Duration took, String answer) {
        lines.addLast(new SessionLine(session, clock.instant().minus(took), sql, Optional.of(took), answer));
        if (lines.size() > MOST_LINES) {
            lines.removeFirst();
        }
    }

    /** Takes the time for rates and charts; from time to time gives something to be written down. */
    Optional<RunEvent> tick() {
        long now = System.nanoTime();
        tables.values().forEach(table -> table.tick(now));
        RunState state = state();
        boolean publishing = stage == Stage.PUBLISHING;
        pulse.tick(
                now,
                publishing ? state.rowsPublished() : state.rowsRead(),
                state.bytesRead(),
                publishing ? state.publishFraction() : state.readFraction());
        return record.isDue(now) ? Optional.of(progress()) : Optional.empty();
    }

    /** How far it is now. */
    RunEvent progress() {
        RunState state = state();
        return new RunEvent.Progressed(state.rowsRead(), state.bytesRead(), state.rowsPublished());
    }

    RunState state() {
        return new RunState(
                run,
                plan,
                stage,
                pace,
                gate.state(),
                locks,
                Optional.ofNullable(snapshot),
                Optional.ofNullable(snapshotAt),
                snapshotFreed,
                reading.state(),
                tables.values().stream().map(TableTally::state).toList(),
                pulse.throughput(),
                List.copyOf(lines),
                Optional.ofNullable(problem));
    }
}
