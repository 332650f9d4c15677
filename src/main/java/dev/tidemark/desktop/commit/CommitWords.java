package dev.tidemark.desktop.commit;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import java.util.stream.Collectors;

/** What the commit page says in each stage. */
final class CommitWords {
    private CommitWords() {}

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
                "Chunk by chunk, each in a Kafka transaction: " + Figures.count(state.rowsPublished()) + " of "
                        + Figures.count(state.rowsRead()) + " rows are in the log.";
            case COMMITTED ->
                "Every row is in its topic, with an end in each partition for consumers to check against.";
            case DISCARDED -> "The staged rows are deleted and the marks withdrawn.";
            case FAILED -> "Everything was rolled back, and the marks, if any, withdrawn.";
            case PLANNED, LOCKING, LOCKED, EXPORTED, MARKED, READING, STAGED ->
                "Rows are staged on this computer. Nothing but the marks is in the log before you commit.";
        };
    }

    static String standing(RunState state) {
        String topics = state.tables().stream()
                .map(t -> t.plan().rowsTopic())
                .distinct()
                .collect(Collectors.joining(", "));
        String events = String.join(", ", state.plan().eventTopics());
        return state.stage() == Stage.COMMITTED
                ? "Rows: " + Figures.count(state.rowsPublished()) + " in " + topics + ". Marks: "
                        + state.gate().marks().size() + " in " + events
                        + ". On this computer: nothing, the staged rows are deleted."
                : "Rows: none that count; consumers pass over rows without an end. Marks: withdrawn with a void in "
                        + events + ", if any was written. Tables: not locked. On this computer: nothing.";
    }
}
