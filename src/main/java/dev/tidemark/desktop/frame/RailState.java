package dev.tidemark.desktop.frame;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.StepRail.Item;
import dev.tidemark.desktop.component.StepRail.Progress;
import dev.tidemark.desktop.page.PageId;
import dev.tidemark.run.GateStep;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import java.util.Optional;

/** What the step rail says of each step, worked out from the run's state alone. */
final class RailState {

    static PageId pageOf(Item item) {
        return switch (item) {
            case CONNECT -> PageId.CONNECT;
            case TABLES -> PageId.TABLES;
            case LOCK, EXPORT, MARK -> PageId.GATE;
            case READ -> PageId.READ;
            case COMMIT -> PageId.COMMIT;
        };
    }

    Progress progress(Item item, PageId here, boolean connected, Optional<RunState> state) {
        boolean done = done(item, connected, state);
        if (state.filter(s -> s.stage() == Stage.FAILED && item == failedAt(s)).isPresent()) {
            return Progress.FAILED;
        }
        boolean shown = pageOf(item) == here && (pageOf(item) != PageId.GATE || item == gateItem(state));
        return shown ? (done ? Progress.HERE_DONE : Progress.HERE) : done ? Progress.DONE : Progress.AHEAD;
    }

    /** Why one cannot go to a step's page; empty if one can. */
    Optional<String> against(Item item, boolean connected, Optional<RunState> state) {
        return switch (item) {
            case CONNECT -> Optional.empty();
            case TABLES -> connected ? Optional.empty() : Optional.of(text("frame.connect-first"));
            case LOCK, EXPORT, MARK -> state.isPresent() ? Optional.empty() : Optional.of(text("frame.choose-first"));
            case READ -> reached(state, Stage.READING) ? Optional.empty() : Optional.of(text("frame.gate-first"));
            case COMMIT -> reached(state, Stage.STAGED) ? Optional.empty() : Optional.of(text("frame.read-first"));
        };
    }

    private static boolean done(Item item, boolean connected, Optional<RunState> state) {
        return switch (item) {
            case CONNECT -> connected;
            case TABLES -> state.isPresent();
            case LOCK -> stepDone(state, GateStep.Kind.LOCK);
            case EXPORT -> stepDone(state, GateStep.Kind.EXPORT);
            case MARK -> stepDone(state, GateStep.Kind.RELEASE);
            case READ -> reached(state, Stage.STAGED);
            case COMMIT -> state.filter(s -> s.stage() == Stage.COMMITTED).isPresent();
        };
    }

    /** A failed run keeps what it had reached: the marks' steps tell of the gate, a snapshot of the read. */
    private static boolean reached(Optional<RunState> state, Stage stage) {
        return state.filter(s -> s.stage() == Stage.FAILED || s.stage() == Stage.DISCARDED
                        ? s.tables().stream()
                                .allMatch(t -> stage == Stage.READING
                                        ? t.readStarted().isPresent()
                                        : t.readFinished().isPresent())
                        : s.stage().compareTo(stage) >= 0)
                .isPresent();
    }

    private static Item failedAt(RunState state) {
        if (reached(Optional.of(state), Stage.STAGED)) {
            return Item.COMMIT;
        }
        return stepDone(Optional.of(state), GateStep.Kind.RELEASE) ? Item.READ : gateItem(Optional.of(state));
    }

    /** A run that was taken up again had its gate in another program, of whose steps only that they were done is known. */
    private static boolean stepDone(Optional<RunState> state, GateStep.Kind kind) {
        return state.filter(s -> s.stage().compareTo(Stage.READING) >= 0
                                        && !s.stage().over()
                                || s.stage() == Stage.COMMITTED)
                        .isPresent()
                || state.filter(s -> s.gate().steps().stream()
                                .anyMatch(step -> step.kind() == kind && step.progress() == GateStep.Progress.DONE))
                        .isPresent();
    }

    /** Which of the gate's three steps is at hand: the first that is not done. */
    private static Item gateItem(Optional<RunState> state) {
        return !stepDone(state, GateStep.Kind.LOCK)
                ? Item.LOCK
                : !stepDone(state, GateStep.Kind.EXPORT) ? Item.EXPORT : Item.MARK;
    }
}
