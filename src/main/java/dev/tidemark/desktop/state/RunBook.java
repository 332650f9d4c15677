package dev.tidemark.desktop.state;

import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import java.time.Instant;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The runs of this program so far, the latest first. */
public final class RunBook {
    /**
     * @param begun when it was first seen to be under way
     * @param state as it was seen last
     */
    public record Entry(Instant begun, RunState state) {}

    private final ObservableList<Entry> entries = FXCollections.observableArrayList();

    public RunBook(RunMirror mirror) {
        mirror.state().subscribe(this::note);
    }

    public ObservableList<Entry> entries() {
        return FXCollections.unmodifiableObservableList(entries);
    }

    private void note(Optional<RunState> seen) {
        seen.filter(state -> state.stage() != Stage.PLANNED).ifPresent(state -> {
            if (!entries.isEmpty() && entries.getFirst().state().run().equals(state.run())) {
                entries.set(0, new Entry(entries.getFirst().begun(), state));
            } else {
                entries.addFirst(new Entry(Instant.now(), state));
            }
        });
    }
}
