package dev.tidemark.desktop.commit;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.plan.ReadPlan.Mode;
import dev.tidemark.run.GateStep;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import java.util.stream.Collectors;

/** What the commit page says in each stage; streamed rows are in the log already, and only don't count yet. */
final class CommitWords {
    private CommitWords() {}

    static boolean streamed(RunState state) {
        return state.plan().read().mode() == Mode.STREAMED;
    }

    static String title(Stage stage) {
        return switch (stage) {
            case PUBLISHING -> text("commit.title-publishing");
            case COMMITTED -> text("commit.title-committed");
            case DISCARDED -> text("commit.title-discarded");
            case FAILED -> text("run.title-failed");
            case PLANNED, LOCKING, LOCKED, EXPORTED, MARKED, READING, STAGED -> text("commit.title");
        };
    }

    static String lead(RunState state) {
        return switch (state.stage()) {
            case PUBLISHING ->
                streamed(state)
                        ? text("commit.lead-ending")
                        : text(
                                "commit.lead-publishing",
                                Figures.count(state.rowsPublished()),
                                Figures.count(state.rowsRead()));
            case COMMITTED -> text("commit.lead-committed");
            case DISCARDED -> text(streamed(state) ? "commit.lead-discarded-streamed" : "commit.lead-discarded");
            case FAILED -> text("commit.lead-failed");
            case PLANNED, LOCKING, LOCKED, EXPORTED, MARKED, READING, STAGED ->
                text(
                        streamed(state)
                                ? "commit.lead-streamed"
                                : takenUp(state) ? "commit.lead-taken-up" : "commit.lead");
        };
    }

    /** Whether another program closed the gate for it, and ended before the commit: this one has only its journal. */
    private static boolean takenUp(RunState state) {
        return state.stage() == Stage.STAGED
                && state.gate().steps().stream().noneMatch(step -> step.progress() == GateStep.Progress.DONE);
    }

    /** What is said of the marks. */
    static String marks(RunState state) {
        return text(state.stage() == Stage.DISCARDED ? "commit.marks-withdrawn" : "marks.title");
    }

    /** What is said of the tables. */
    static String tables(RunState state) {
        return text(
                state.stage() == Stage.DISCARDED
                        ? "commit.was-read"
                        : state.stage() == Stage.COMMITTED
                                ? "commit.was-published"
                                : streamed(state) ? "commit.was-streamed" : "commit.will-be-published");
    }

    static String commit(RunState state) {
        return text(streamed(state) ? "commit.go-streamed" : "commit.go", state.rowsRead());
    }

    /** What happens at a discard. */
    static String discard(RunState state) {
        return text(streamed(state) ? "commit.discard-streamed" : "commit.discard-staged");
    }

    static String standing(RunState state) {
        String topics = state.tables().stream()
                .map(t -> t.plan().rowsTopic())
                .distinct()
                .collect(Collectors.joining(", "));
        String events = String.join(", ", state.plan().eventTopics());
        return state.stage() == Stage.COMMITTED
                ? text(
                        streamed(state) ? "commit.standing-streamed" : "commit.standing",
                        Figures.count(state.rowsPublished()),
                        topics,
                        Figures.count(state.gate().marks().size()),
                        events)
                : text("commit.standing-undone", events);
    }
}
