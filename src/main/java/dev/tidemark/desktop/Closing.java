package dev.tidemark.desktop;

import dev.tidemark.plan.ReadPlan.Mode;
import dev.tidemark.run.RunState;

/** What closing the window would do to a run. */
final class Closing {
    private Closing() {}

    /** @param keep whether rows that are read stay for a later start */
    static String consequence(RunState state, boolean keep) {
        boolean streamed = state.plan().read().mode() == Mode.STREAMED;
        return switch (state.stage()) {
            case PLANNED, COMMITTED, DISCARDED, FAILED -> "Nothing is under way.";
            case LOCKING -> "The request for the lock is taken back. Nothing was written.";
            case LOCKED, EXPORTED, MARKED ->
                "The lock is released and writers go on at once. Marks that were already sent are withdrawn.";
            case READING ->
                streamed
                        ? "The run is given up: the marks are withdrawn, and a void takes back the rows in the log."
                        : "The run is given up: the read rows on this computer are deleted and the marks withdrawn. No"
                                + " row has reached the log.";
            case STAGED -> streamed ? streamed(keep) : staged(keep);
            case PUBLISHING ->
                keep
                        ? "Publishing stops where it is. Go on with it under History: what is in the log is not"
                                + " published again."
                        : "Publishing ends where it is, and the marks are withdrawn. Rows without their end messages stay"
                                + " in the rows topics, and consumers ignore them.";
        };
    }

    private static String staged(boolean keep) {
        return keep
                ? "The staged rows stay on this computer. Go on with the run, or discard it, under History;"
                        + " until then consumers may wait at its marks."
                : "The run is given up: the staged rows are deleted and the marks withdrawn.";
    }

    private static String streamed(boolean keep) {
        return keep
                ? "The rows stay in the log and don't count yet. Go on with the run, or discard it, under History;"
                        + " until then consumers may wait at its marks."
                : "The run is given up: the marks are withdrawn, and a void takes back the rows in the log.";
    }
}
