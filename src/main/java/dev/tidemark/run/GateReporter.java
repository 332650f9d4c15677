package dev.tidemark.run;

import dev.tidemark.gate.Drained;
import dev.tidemark.gate.GateListener;
import dev.tidemark.run.GateStep.Kind;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.Snapshot;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Brings what happens at the gate to the run's thread, so that the gate itself never waits for those who look on. What
 * happens while writers wait is only noted down; somebody else, or the gate when it is open, hands it on: waking the run's
 * thread for each of some thirty notes would take processor time just then.
 */
final class GateReporter implements GateListener {
    private final RunHub hub;
    private final GateTally gate;
    private final Queue<Runnable> notes = new ConcurrentLinkedQueue<>();

    GateReporter(RunHub hub) {
        this.hub = hub;
        this.gate = hub.tally().gate();
    }

    /** Hands on what was noted down. From any thread. */
    void handOn() {
        hub.post(() -> {
            for (Runnable note = notes.poll(); note != null; note = notes.poll()) {
                note.run();
            }
        });
    }

    @Override
    public void attempt(int attempt) {
        notes.add(() -> gate.attempt(attempt));
        handOn();
    }

    @Override
    public void asked(long nanoTime) {
        notes.add(() -> gate.asked(nanoTime));
    }

    @Override
    public void refused(int attempt) {
        long now = System.nanoTime();
        notes.add(() -> {
            gate.refused(now);
            RunState state = hub.state();
            hub.tell(new RunEvent.LockRefused(
                    attempt, state.gate().attempts(), state.locks().ahead()));
        });
        handOn();
    }

    @Override
    public void locked(long nanoTime) {
        notes.add(() -> gate.locked(nanoTime));
    }

    @Override
    public void lockedAll(Duration took) {
        notes.add(() -> {
            hub.reach(Stage.LOCKED);
            hub.tell(new RunEvent.StepDone(gate.done(Kind.LOCK, took)));
            gate.running(Kind.DRAIN);
        });
    }

    @Override
    public void drained(Drained how, Duration took) {
        notes.add(() -> {
            gate.drained(how);
            hub.tell(new RunEvent.StepDone(gate.done(Kind.DRAIN, took)));
            hub.tell(new RunEvent.EventsDrained(how.proof(), how.finding()));
        });
    }

    @Override
    public void exported(Snapshot snapshot, Duration took) {
        notes.add(() -> {
            hub.tally().exported(snapshot);
            hub.reach(Stage.EXPORTED);
            hub.tell(new RunEvent.StepDone(gate.done(Kind.EXPORT, took)));
            hub.tell(new RunEvent.SnapshotExported(snapshot));
            gate.running(Kind.MARK);
        });
    }

    @Override
    public void landed(Position position) {
        notes.add(() -> {
            gate.landed(position);
            hub.tell(new RunEvent.MarkLanded(position));
        });
    }

    @Override
    public void marked(Duration took) {
        notes.add(() -> {
            hub.reach(Stage.MARKED);
            hub.tell(new RunEvent.StepDone(gate.done(Kind.MARK, took)));
        });
    }

    @Override
    public void proved() {
        notes.add(() -> hub.tell(new RunEvent.StepDone(gate.done(Kind.PROVE))));
    }

    @Override
    public void opened(long nanoTime, Duration took) {
        notes.add(() -> {
            gate.opened(nanoTime);
            hub.tell(new RunEvent.StepDone(gate.done(Kind.RELEASE, took)));
            GateState state = gate.state();
            hub.tell(new RunEvent.GateOpened(state.closedFor(nanoTime), state.mostWaiters()));
        });
        handOn();
    }

    @Override
    public void gaveUp(long nanoTime) {
        notes.add(() -> gate.gaveUp(nanoTime));
        handOn();
    }

    @Override
    public void statement(int session, String sql, Duration took, String answer) {
        notes.add(() -> hub.tally().line(session, sql, took, answer));
    }
}
