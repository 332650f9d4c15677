package dev.tidemark.desktop.gate;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.run.GateState;
import dev.tidemark.run.RunState;

/** What the gate page says of a run in each stage. */
final class GateWords {
    private GateWords() {}

    static String title(RunState state) {
        return switch (state.stage()) {
            case PLANNED -> text("gate.title");
            case LOCKING -> text("gate.title-locking");
            case LOCKED, EXPORTED, MARKED -> text("gate.title-closed");
            case READING, STAGED, PUBLISHING, COMMITTED ->
                text("gate.was-closed", Figures.time(state.gate().closedFor(System.nanoTime())));
            case DISCARDED -> text("gate.title-discarded");
            case FAILED -> text("run.title-failed");
        };
    }

    static String lead(RunState state) {
        int tables = state.tables().size();
        int partitions = state.gate().marksExpected();
        return switch (state.stage()) {
            case PLANNED -> text("gate.lead", tables, partitions);
            case LOCKING -> text("gate.lead-locking", tables);
            case LOCKED, EXPORTED, MARKED -> text("gate.lead-closed", tables, partitions);
            case READING, STAGED, PUBLISHING, COMMITTED -> text("gate.lead-open", partitions);
            case DISCARDED -> text("gate.lead-discarded");
            case FAILED -> text("gate.lead-failed");
        };
    }

    static String budget(GateState gate) {
        return gate.releasedNanos().isPresent() && gate.lockedNanos().isPresent()
                ? text("gate.budget-spared", Figures.time(gate.budget().minus(gate.closedFor(System.nanoTime()))))
                : text("gate.budget-kept");
    }
}
