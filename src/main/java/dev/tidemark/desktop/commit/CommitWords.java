package dev.tidemark.desktop.commit;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.plan.ReadPlan.Mode;
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
            case PUBLISHING -> "Publishing";
            case COMMITTED -> "Committed";
            case DISCARDED -> "Discarded";
            case FAILED -> "This run came to nothing";
            case PLANNED, LOCKING, LOCKED, EXPORTED, MARKED, READING, STAGED -> "Review and commit";
        };
    }

    static String lead(RunState state) {
        return switch (state.stage()) {
            case PUBLISHING ->
                streamed(state)
                        ? "The rows are in the log. Their ends are being written, in one Kafka transaction."
                        : "Chunk by chunk, each in a Kafka transaction: " + Figures.count(state.rowsPublished())
                                + " of " + Figures.count(state.rowsRead()) + " rows are in the log.";
            case COMMITTED ->
                "Every row is in its topic, with an end in each partition for consumers to check against.";
            case DISCARDED ->
                streamed(state)
                        ? "The marks are withdrawn. The streamed rows stay in the log, and a void behind them takes them"
                                + " back."
                        : "The staged rows are deleted and the marks withdrawn.";
            case FAILED -> "Everything was rolled back, and the marks, if any, withdrawn.";
            case PLANNED, LOCKING, LOCKED, EXPORTED, MARKED, READING, STAGED ->
                streamed(state)
                        ? "The rows are in their topics already, without ends: they don't count before you commit."
                        : "Rows are staged on this computer. Nothing but the marks is in the log before you commit.";
        };
    }

    /** What is said of the tables. */
    static String tables(RunState state) {
        return state.stage() == Stage.COMMITTED
                ? "What was published"
                : streamed(state) ? "What was streamed" : "What will be published";
    }

    static String commit(RunState state) {
        String rows = Figures.count(state.rowsRead(), "row", "rows");
        return streamed(state) ? "Commit: make " + rows + " count" : "Commit: publish " + rows;
    }

    /** What happens at a discard. */
    static String discard(RunState state) {
        return streamed(state)
                ? "The marks are withdrawn with a void in each partition. The streamed rows stay in their topics; a void"
                        + " behind them takes them back, and consumers pass them over."
                : "The staged rows are deleted and the marks withdrawn with a void in each partition. Rows that were"
                        + " already published stay without an end, and consumers pass them over.";
    }

    static String standing(RunState state) {
        String topics = state.tables().stream()
                .map(t -> t.plan().rowsTopic())
                .distinct()
                .collect(Collectors.joining(", "));
        String events = String.join(", ", state.plan().eventTopics());
        String nothing = streamed(state)
                ? "the journal and the report."
                : "the journal and the report; the staged rows are deleted.";
        return state.stage() == Stage.COMMITTED
                ? "Rows: " + Figures.count(state.rowsPublished()) + " in " + topics + ". Marks: "
                        + state.gate().marks().size() + " in " + events + ". On this computer: " + nothing
                : "Rows: none that count; consumers pass over rows without an end. Marks: withdrawn with a void in "
                        + events
                        + ", if any was written. Tables: not locked. On this computer: the journal and the report.";
    }
}
