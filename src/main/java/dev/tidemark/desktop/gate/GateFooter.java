package dev.tidemark.desktop.gate;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.page.Action;
import dev.tidemark.desktop.page.Footer;
import dev.tidemark.run.Pace;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import java.util.Optional;

/** The bottom bar of the gate page in each stage: what the next step is called, and what it takes. */
final class GateFooter {
    private final Orders orders;

    /** What the buttons do. */
    interface Orders {
        void close();

        void next();

        void giveUp();

        void toTables();

        void toRead();

        void tryAgain();
    }

    GateFooter(Orders orders) {
        this.orders = orders;
    }

    Footer of(Optional<RunState> run, boolean preparing) {
        if (run.isEmpty()) {
            return Footer.of("")
                    .back(Action.of("Back", orders::toTables))
                    .next(new Action("Close the gate", Optional.of("Choose tables first."), orders::close));
        }
        RunState state = run.get();
        return switch (state.stage()) {
            case PLANNED ->
                Footer.of(plan(state))
                        .back(Action.of("Back", orders::toTables))
                        .next(Action.of("Close the gate", orders::close));
            case LOCKING ->
                Footer.of("Asking for the lock, attempt " + state.gate().attempt() + " of "
                                + state.gate().attempts())
                        .stop(Action.of("Give up  Esc", orders::giveUp))
                        .next(new Action(
                                "Closing the gate…", Optional.of("The lock has not been granted yet."), () -> {}));
            case LOCKED -> closed(state, "Export the snapshot");
            case EXPORTED -> closed(state, "Write the marks");
            case MARKED -> closed(state, "Release: open the gate");
            case READING, STAGED, PUBLISHING, COMMITTED ->
                Footer.of("The gate was closed for " + Figures.time(state.gate().closedFor(System.nanoTime())))
                        .next(Action.of("Next: the read", orders::toRead));
            case DISCARDED, FAILED ->
                Footer.of(state.stage() == Stage.FAILED ? "Rolled back: nothing is locked." : "Discarded.")
                        .back(Action.of("Back", orders::toTables))
                        .next(Action.of("Try again", orders::tryAgain)
                                .unless(preparing, "The checks before the lock are running."));
        };
    }

    private Footer closed(RunState state, String next) {
        Action action = Action.of(next, orders::next)
                .unless(state.pace() == Pace.AUTOMATIC, "The steps go by themselves: the pace is automatic.");
        return Footer.of("Writers wait. The budget counts.").next(action);
    }

    private static String plan(RunState state) {
        return Figures.count(state.tables().size(), "table", "tables") + " · "
                + state.plan().gate().lockMode().sql() + " · budget "
                + Figures.time(state.plan().gate().budget());
    }
}
