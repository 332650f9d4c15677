package dev.tidemark.run;

import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a run is written down: from before the lock on, or, if another program began it, from where that one stopped. */
final class RunRecord implements AutoCloseable {
    private final RunHub hub;
    private @Nullable RunJournal journal;

    RunRecord(RunHub hub) {
        this.hub = hub;
    }

    /**
     * Begins the run's journal, and whatever happens from then on is in it.
     *
     * @param begun told on the run's thread when there is one
     * @param failed told there if there can't be one; then nothing may be done
     */
    void begin(RunBasis basis, BackfillSetup setup, Runnable begun, Consumer<Problem> failed) {
        hub.work(() -> {
            try {
                RunJournal opened =
                        RunJournal.begin(basis, setup.login().address().user(), setup.positions(), Clock.systemUTC());
                hub.post(() -> {
                    goOn(opened);
                    begun.run();
                });
            } catch (ProblemException e) {
                hub.post(() -> failed.accept(e.problem()));
            }
        });
    }

    /** Writes on in this journal. */
    void goOn(RunJournal opened) {
        journal = opened;
        hub.record(opened);
    }

    /** Why something that happened could not be written down; empty if nothing was lost. */
    Optional<Problem> broken() {
        return Optional.ofNullable(journal).flatMap(RunJournal::broken);
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }
}
