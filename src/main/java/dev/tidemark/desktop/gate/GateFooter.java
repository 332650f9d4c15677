package dev.tidemark.desktop.gate;

import static dev.tidemark.desktop.text.Texts.text;

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
                    .back(Action.of(text("frame.back"), orders::toTables))
                    .next(new Action(text("gate.close"), Optional.of(text("frame.choose-first")), orders::close));
        }
        RunState state = run.get();
        return switch (state.stage()) {
            case PLANNED ->
                Footer.of(plan(state))
                        .back(Action.of(text("frame.back"), orders::toTables))
                        .next(Action.of(text("gate.close"), orders::close));
            case LOCKING ->
                Footer.of(text(
                                "gate.attempt",
                                state.gate().attempt(),
                                state.gate().attempts()))
                        .stop(Action.of(text("gate.give-up"), orders::giveUp))
                        .next(new Action(text("gate.closing"), Optional.of(text("gate.not-granted")), () -> {}));
            case LOCKED -> closed(state, text("gate.export"));
            case EXPORTED -> closed(state, text("gate.mark"));
            case MARKED -> closed(state, text("gate.release"));
            case READING, STAGED, PUBLISHING, COMMITTED ->
                Footer.of(text("gate.was-closed", Figures.time(state.gate().closedFor(System.nanoTime()))))
                        .next(Action.of(text("gate.next"), orders::toRead));
            case DISCARDED, FAILED ->
                Footer.of(text(state.stage() == Stage.FAILED ? "gate.rolled-back" : "gate.discarded"))
                        .back(Action.of(text("frame.back"), orders::toTables))
                        .next(Action.of(text("gate.try-again"), orders::tryAgain)
                                .unless(preparing, text("gate.checks-run")));
        };
    }

    private Footer closed(RunState state, String next) {
        Action action =
                Action.of(next, orders::next).unless(state.pace() == Pace.AUTOMATIC, text("gate.by-themselves"));
        return Footer.of(text("gate.writers-wait")).next(action);
    }

    private static String plan(RunState state) {
        return text(
                "gate.plan",
                state.tables().size(),
                state.plan().gate().lockMode().sql(),
                Figures.time(state.plan().gate().budget()));
    }
}
