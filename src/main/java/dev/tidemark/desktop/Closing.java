package dev.tidemark.desktop;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.plan.ReadPlan.Mode;
import dev.tidemark.run.RunState;
import javafx.stage.WindowEvent;

/** What closing the window would do to a run. */
final class Closing {
    private Closing() {}

    /**
     * Keeps a window open in which a run is under way, until its operator has read what becomes of that.
     *
     * @param event the request to close it
     * @param close closes it after all
     */
    static void askFirst(WindowEvent event, Wiring parts, Runnable close) {
        if (parts.run().underWay()) {
            event.consume();
            RunState state = parts.mirror().state().get().orElseThrow();
            parts.frame()
                    .questions()
                    .ask(
                            text("closing.title"),
                            consequence(state, !parts.workspace().inSandbox()),
                            text("closing.yes"),
                            text("closing.no"),
                            close);
        }
    }

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
