package dev.tidemark.desktop.commit;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.page.Action;
import dev.tidemark.desktop.page.Footer;
import dev.tidemark.run.RunState;

/** The bottom bar of the commit page in each stage. */
final class CommitFooter {
    private final Orders orders;

    /** What the buttons do. */
    interface Orders {
        void commit();

        void discard();

        void back();

        void another();
    }

    CommitFooter(Orders orders) {
        this.orders = orders;
    }

    Footer of(RunState state) {
        Action discard = Action.of(text("run.discard"), orders::discard);
        Action commit = Action.of(CommitWords.commit(state), orders::commit);
        boolean streamed = CommitWords.streamed(state);
        return switch (state.stage()) {
            case STAGED ->
                Footer.of(text(
                                streamed ? "commit.bytes-streamed" : "commit.bytes-staged",
                                Figures.bytes(state.bytesRead())))
                        .stop(discard)
                        .back(Action.of(text("frame.back"), orders::back))
                        .next(commit);
            case PUBLISHING ->
                Footer.of(
                                streamed
                                        ? ""
                                        : text(
                                                "read.rows-a-second",
                                                Figures.about(state.throughput().rowsPerSecond())))
                        .stop(discard)
                        .next(commit.unless(true, text(streamed ? "commit.ending" : "commit.publishing")));
            case COMMITTED, DISCARDED, FAILED ->
                Footer.of(text("run.over")).next(Action.of(text("commit.another"), orders::another));
            case PLANNED, LOCKING, LOCKED, EXPORTED, MARKED, READING ->
                Footer.of("").back(Action.of(text("frame.back"), orders::back));
        };
    }
}
