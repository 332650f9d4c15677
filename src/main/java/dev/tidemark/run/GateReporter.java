package dev.tidemark.run;

import dev.tidemark.gate.GateListener;
import dev.tidemark.run.GateStep.Kind;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.Snapshot;
import java.time.Duration;

/** Brings what happens at the gate to the run's thread, so that the gate itself never waits for those who look on. */
final class GateReporter implements GateListener {
    private final RunHub hub;
    private final GateTally gate;

    GateReporter(RunHub hub) {
        this.hub = hub;
        this.gate = hub.tally().gate();
    }

    @Override
    public void attempt(int attempt) {
        hub.post(() -> gate.attempt(attempt));
    }

    @Override
    public void refused(int attempt) {
        hub.post(() -> {
            gate.refused();
            RunState state = hub.state();
            hub.tell(new RunEvent.LockRefused(
                    attempt, state.gate().attempts(), state.locks().ahead()));
        });
    }

    @Override
    public void locked(long nanoTime) {
        hub.post(() -> gate.locked(nanoTime));
    }

    @Override
    public void lockedAll(Duration took) {
        hub.post(() -> {
            hub.reach(Stage.LOCKED);
            hub.tell(new RunEvent.StepDone(gate.done(Kind.LOCK, took)));
            hub.tell(new RunEvent.StepDone(gate.done(Kind.DRAIN, Duration.ZERO)));
        });
    }

    @Override
    public void exported(Snapshot snapshot, Duration took) {
        hub.post(() -> {
            hub.tally().exported(snapshot);
            hub.reach(Stage.EXPORTED);
            hub.tell(new RunEvent.StepDone(gate.done(Kind.EXPORT, took)));
            hub.tell(new RunEvent.SnapshotExported(snapshot));
            gate.running(Kind.MARK);
        });
    }

    @Override
    public void landed(Position position) {
        hub.post(() -> {
            gate.landed(position);
            hub.tell(new RunEvent.MarkLanded(position));
        });
    }

    @Override
    public void marked(Duration took) {
        hub.post(() -> hub.tell(new RunEvent.StepDone(gate.done(Kind.MARK, took))));
    }

    @Override
    public void proved(Duration took) {
        hub.post(() -> {
            hub.reach(Stage.MARKED);
            hub.tell(new RunEvent.StepDone(gate.done(Kind.PROVE, took)));
        });
    }

    @Override
    public void opened(long nanoTime, Duration took) {
        hub.post(() -> {
            gate.opened(nanoTime);
            hub.tell(new RunEvent.StepDone(gate.done(Kind.RELEASE, took)));
            GateState state = gate.state();
            hub.tell(new RunEvent.GateOpened(state.closedFor(nanoTime), state.mostWaiters()));
        });
    }

    @Override
    public void statement(int session, String sql, Duration took, String answer) {
        hub.post(() -> hub.tally().line(session, sql, took, answer));
    }
}
