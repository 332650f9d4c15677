package dev.tidemark.command;

import dev.tidemark.run.Backfill;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import java.util.Map;

/** The gate step by step: Enter does the next. */
final class GateSteps {
    private static final Map<Stage, String> NEXT = Map.of(
            Stage.LOCKED, "Writers wait. Enter exports the snapshot.",
            Stage.EXPORTED, "Writers wait. Enter writes the marks and hands the snapshot over.",
            Stage.MARKED, "Writers wait. Enter opens the gate.");

    private final Backfill backfill;
    private final RunWatch watch;
    private final Questions questions;

    GateSteps(Backfill backfill, RunWatch watch, Questions questions) {
        this.backfill = backfill;
        this.watch = watch;
        this.questions = questions;
    }

    /** Returns when the gate is open again, one way or the other. */
    void walk() {
        // The budget may be spent while the question stands.
        backfill.listen((_, state) -> {
            if (state.stage().over()) {
                questions.giveUp();
            }
        });
        RunState state = watch.until(s -> NEXT.containsKey(s.stage()));
        while (NEXT.containsKey(state.stage())) {
            if (!questions.enter(NEXT.getOrDefault(state.stage(), ""))) {
                backfill.release();
                return;
            }
            Stage before = state.stage();
            backfill.next();
            state = watch.until(s -> s.stage() != before);
        }
    }
}
