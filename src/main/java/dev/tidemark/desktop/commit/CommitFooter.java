package dev.tidemark.desktop.commit;

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
        Action discard = Action.of("Discard…", orders::discard);
        Action commit = Action.of(CommitWords.commit(state), orders::commit);
        boolean streamed = CommitWords.streamed(state);
        return switch (state.stage()) {
            case STAGED ->
                Footer.of(Figures.bytes(state.bytesRead()) + (streamed ? " streamed" : " staged"))
                        .stop(discard)
                        .back(Action.of("Back", orders::back))
                        .next(commit);
            case PUBLISHING ->
                Footer.of(streamed ? "" : Figures.about(state.throughput().rowsPerSecond()) + " rows/s")
                        .stop(discard)
                        .next(commit.unless(true, streamed ? "The ends are being written." : "It is being published."));
            case COMMITTED, DISCARDED, FAILED ->
                Footer.of("This run is over.").next(Action.of("Another run", orders::another));
            case PLANNED, LOCKING, LOCKED, EXPORTED, MARKED, READING ->
                Footer.of("").back(Action.of("Back", orders::back));
        };
    }
}
