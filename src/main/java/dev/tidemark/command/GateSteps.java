package dev.tidemark.command;

import dev.tidemark.run.Backfill;
import dev.tidemark.run.GateStep;
import dev.tidemark.run.RunEvent;
import java.util.List;
import java.util.function.Predicate;

/** The gate step by step: Enter does the next. */
final class GateSteps {
    private static final List<Step> STEPS = List.of(
            new Step(done(GateStep.Kind.DRAIN), "Writers wait. Enter exports the snapshot."),
            new Step(
                    RunEvent.SnapshotExported.class::isInstance,
                    "Writers wait. Enter writes the marks and hands the snapshot over."),
            new Step(done(GateStep.Kind.MARK), "Writers wait. Enter opens the gate."));

    private final Backfill backfill;
    private final RunWatch watch;
    private final Questions questions;

    GateSteps(Backfill backfill, RunWatch watch, Questions questions) {
        this.backfill = backfill;
        this.watch = watch;
        this.questions = questions;
    }

    /** Returns when the last step is under way, or the gate is open again because something failed. */
    void walk() {
        // The budget may be spent while the question stands.
        backfill.listen((_, state) -> {
            if (state.stage().over()) {
                questions.giveUp();
            }
        });
        for (Step step : STEPS) {
            if (watch.until(step.before()).stage().over()) {
                return;
            }
            if (!questions.enter(step.question())) {
                backfill.release();
                return;
            }
            backfill.next();
        }
    }

    private static Predicate<RunEvent> done(GateStep.Kind kind) {
        return event -> event instanceof RunEvent.StepDone(var step) && step.kind() == kind;
    }

    /**
     * @param before what has to have happened
     * @param question what Enter will do
     */
    private record Step(Predicate<RunEvent> before, String question) {}
}
