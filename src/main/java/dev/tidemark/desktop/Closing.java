package dev.tidemark.desktop;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.plan.ReadPlan.Mode;
import dev.tidemark.run.RunState;

/** What closing the window would do to a run. */
final class Closing {
    private Closing() {}

    /** @param keep whether rows that are read stay for a later start */
    static String consequence(RunState state, boolean keep) {
        boolean streamed = state.plan().read().mode() == Mode.STREAMED;
        return switch (state.stage()) {
            case PLANNED, COMMITTED, DISCARDED, FAILED -> text("closing.nothing");
            case LOCKING -> text("closing.locking");
            case LOCKED, EXPORTED, MARKED -> text("closing.closed");
            case READING -> text(streamed ? "closing.given-up-streamed" : "closing.reading");
            case STAGED -> streamed ? streamed(keep) : staged(keep);
            case PUBLISHING -> text(keep ? "closing.publishing-kept" : "closing.publishing");
        };
    }

    private static String staged(boolean keep) {
        return text(keep ? "closing.staged-kept" : "closing.staged");
    }

    private static String streamed(boolean keep) {
        return text(keep ? "closing.streamed-kept" : "closing.given-up-streamed");
    }
}
