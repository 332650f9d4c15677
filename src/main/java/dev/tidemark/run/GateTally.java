package dev.tidemark.run;

import dev.tidemark.gate.Drained;
import dev.tidemark.plan.Drain;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.postgres.LockHolder;
import dev.tidemark.postgres.LockPicture;
import dev.tidemark.postgres.LockWait;
import dev.tidemark.run.GateStep.Kind;
import dev.tidemark.run.GateStep.Progress;
import dev.tidemark.wire.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Keeps count of what happens at the gate; used on the run's thread alone. */
final class GateTally {
    private static final Comparator<Position> BY_PLACE =
            Comparator.comparing(Position::topic).thenComparing(Position::partition);

    private final GatePlan plan;
    private final int marksExpected;
    private final Map<Kind, GateStep> steps = new EnumMap<>(Kind.class);
    private final List<Position> marks = new ArrayList<>();
    private final Map<Integer, LockWait> waited = new TreeMap<>();
    private final Map<Integer, LockHolder> ahead = new TreeMap<>();
    private LockPicture resistance = LockPicture.EMPTY;
    private int attempt;
    private int mostWaiters;
    private long asked;
    private long stall;
    private OptionalLong locked = OptionalLong.empty();
    private OptionalLong released = OptionalLong.empty();

    GateTally(GatePlan plan, int tables, int marksExpected, int readers) {
        this.plan = plan;
        this.marksExpected = marksExpected;
        put(Kind.LOCK, plan.lockMode().sql() + ", " + tables + (tables == 1 ? " table" : " tables"));
        put(Kind.DRAIN, drain(plan.drain()));
        put(Kind.EXPORT, "pg_export_snapshot()");
        put(Kind.MARK, "0 of " + marksExpected + " partitions, " + readers + " readers");
        put(Kind.PROVE, "the lock was held throughout");
        put(Kind.RELEASE, "COMMIT in session 1");
    }

    private static String drain(Drain drain) {
        return switch (drain) {
            case Drain.InTransaction() -> "published in the transaction";
            case Drain.Outbox _ -> "until the outbox is empty";
            case Drain.AfterCommit(Duration quiet) -> "until the topics are quiet for " + quiet.toMillis() + " ms";
        };
    }

    void drained(Drained how) {
        put(Kind.DRAIN, how.finding() + " (" + how.verdict() + ")");
    }

    private void put(Kind kind, String detail) {
        steps.put(kind, new GateStep(kind, detail, Progress.WAITING, Optional.empty()));
    }

    void attempt(int number) {
        attempt = number;
        running(Kind.LOCK);
    }

    void asked(long nanoTime) {
        asked = nanoTime;
    }

    void refused(long nanoTime) {
        locked = OptionalLong.empty();
        stall = Math.max(stall, nanoTime - asked);
    }

    void locked(long nanoTime) {
        locked = OptionalLong.of(nanoTime);
    }

    void opened(long nanoTime) {
        released = OptionalLong.of(nanoTime);
        stall = Math.max(stall, nanoTime - asked);
    }

    /** The longest that a writer may have waited: who came when a lock was asked for, until that attempt was over. */
    Duration stall() {
        return Duration.ofNanos(stall);
    }

    /** Another program went through the gate. */
    void passed(Instant openedAt, Duration closed, int waiters) {
        long opened =
                System.nanoTime() - Duration.between(openedAt, Instant.now()).toNanos();
        released = OptionalLong.of(opened);
        locked = OptionalLong.of(opened - closed.toNanos());
        mostWaiters = waiters;
    }

    void running(Kind kind) {
        steps.computeIfPresent(kind, (_, s) -> new GateStep(kind, s.detail(), Progress.RUNNING, Optional.empty()));
    }

    GateStep done(Kind kind, Duration took) {
        String detail = step(kind).detail();
        GateStep done = new GateStep(kind, detail, Progress.DONE, Optional.of(took));
        steps.put(kind, done);
        return done;
    }

    /** Done together with the step that comes next, so that it has no time of its own. */
    GateStep done(Kind kind) {
        GateStep done = new GateStep(kind, step(kind).detail(), Progress.DONE, Optional.empty());
        steps.put(kind, done);
        return done;
    }

    private GateStep step(Kind kind) {
        return steps.getOrDefault(kind, new GateStep(kind, "", Progress.WAITING, Optional.empty()));
    }

    /** It is open, though the attempt is not over before its marks are withdrawn. */
    void gaveUp(long nanoTime) {
        if (locked.isPresent() && released.isEmpty()) {
            opened(nanoTime);
        }
    }

    /** Marks whatever was going on as failed. */
    void failed() {
        steps.replaceAll((kind, step) -> step.progress() == Progress.RUNNING
                ? new GateStep(kind, step.detail(), Progress.FAILED, Optional.empty())
                : step);
        gaveUp(System.nanoTime());
    }

    void landed(Position mark) {
        marks.add(mark);
        marks.sort(BY_PLACE);
        GateStep step = step(Kind.MARK);
        String rest = step.detail().substring(step.detail().indexOf(" of "));
        steps.put(Kind.MARK, new GateStep(Kind.MARK, marks.size() + rest, step.progress(), step.took()));
    }

    /** Remembers all who ever stood before or behind us, each with its longest wait. */
    void seen(LockPicture picture) {
        picture.waiting()
                .forEach(wait ->
                        waited.merge(wait.pid(), wait, (a, b) -> a.waiting().compareTo(b.waiting()) > 0 ? a : b));
        picture.ahead().forEach(holder -> ahead.put(holder.pid(), holder));
        if (!picture.tree().isEmpty()) {
            resistance = picture;
        }
    }

    /** Who stood in the way last of a gate that came to nothing: that is what one looks for then. */
    LockPicture cameToNothingBy() {
        return step(Kind.RELEASE).progress() == Progress.DONE ? LockPicture.EMPTY : resistance;
    }

    List<LockWait> waited() {
        return List.copyOf(waited.values());
    }

    List<LockHolder> ahead() {
        return List.copyOf(ahead.values());
    }

    void waiters(int count) {
        mostWaiters = Math.max(mostWaiters, count);
    }

    GateState state() {
        return new GateState(
                attempt,
                plan.attempts(),
                plan.budget(),
                locked,
                released,
                List.copyOf(steps.values()),
                marks,
                marksExpected,
                mostWaiters);
    }
}
