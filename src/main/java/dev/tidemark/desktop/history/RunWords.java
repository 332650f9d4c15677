package dev.tidemark.desktop.history;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.plan.TableName;
import dev.tidemark.run.PastRun;
import dev.tidemark.run.Stage;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the history says of a run. */
final class RunWords {
    private RunWords() {}

    /** All that one may look for, in small letters. */
    static String all(PastRun run) {
        return String.join(" ", run.run().value(), state(run), who(run), run.database(), tables(run))
                .toLowerCase(Locale.ROOT);
    }

    static String begun(PastRun run) {
        return run.begun().equals(Instant.EPOCH) ? "" : Figures.dateAndTime(run.begun());
    }

    static String state(PastRun run) {
        return switch (run.standing()) {
            case OVER -> text(outcome(run.stage()));
            case UNDER_WAY -> text("history.under-way");
            case UNREADABLE -> text("history.unreadable");
            case NOTHING_DONE, AT_THE_GATE, SNAPSHOT_LOST, STAGED, PUBLISHING, WITHDRAWING -> text("history.cut-short");
        };
    }

    private static String outcome(Stage stage) {
        return switch (stage) {
            case COMMITTED -> "history.committed";
            case DISCARDED -> "history.discarded";
            case FAILED -> "history.failed";
            case PLANNED, LOCKING, LOCKED, EXPORTED, MARKED, READING, STAGED, PUBLISHING -> "history.unreadable";
        };
    }

    static String who(PastRun run) {
        return run.role().isEmpty() ? run.user() : text("history.as", run.user(), run.role());
    }

    static String tables(PastRun run) {
        return run.tables().stream().map(TableName::name).collect(Collectors.joining(", "));
    }
}
