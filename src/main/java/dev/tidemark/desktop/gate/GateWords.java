package dev.tidemark.desktop.gate;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.run.GateState;
import dev.tidemark.run.RunState;

/** What the gate page says of a run in each stage. */
final class GateWords {
    private GateWords() {}

    static String title(RunState state) {
        return switch (state.stage()) {
            case PLANNED -> "Close the gate and mark the log";
            case LOCKING -> "Closing the gate";
            case LOCKED, EXPORTED, MARKED -> "The gate is closed";
            case READING, STAGED, PUBLISHING, COMMITTED ->
                "The gate was closed for " + Figures.time(state.gate().closedFor(System.nanoTime()));
            case DISCARDED -> "This run was discarded";
            case FAILED -> "This run came to nothing";
        };
    }

    static String lead(RunState state) {
        String tables = Figures.count(state.tables().size(), "table", "tables");
        String partitions = Figures.count(state.gate().marksExpected(), "partition", "partitions");
        return switch (state.stage()) {
            case PLANNED ->
                "Writers to " + tables + " will wait while the snapshot is exported and its position is marked in "
                        + partitions + ".";
            case LOCKING ->
                "Session 1 asks for " + tables + "; it takes its request back if it is not granted in time.";
            case LOCKED, EXPORTED, MARKED ->
                "Writers to " + tables + " wait while the snapshot is exported and its position is marked in "
                        + partitions + ".";
            case READING, STAGED, PUBLISHING, COMMITTED ->
                "The snapshot has its place in the log: a mark in each of " + partitions + ". Writers run again.";
            case DISCARDED -> "The marks are withdrawn, the read rows deleted.";
            case FAILED -> "Everything was rolled back, and marks that were already sent are withdrawn.";
        };
    }

    static String budget(GateState gate) {
        return gate.releasedNanos().isPresent() && gate.lockedNanos().isPresent()
                ? "The gate is open again, with "
                        + Figures.time(gate.budget().minus(gate.closedFor(System.nanoTime())))
                        + " of its budget to spare. Writers run."
                : "The lock lets go by itself when the budget is spent, or when this console is gone:"
                        + " the server's own timeout sees to it.";
    }
}
