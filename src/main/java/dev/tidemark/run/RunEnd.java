package dev.tidemark.run;

import dev.tidemark.problem.Problem;
import java.util.Optional;

/**
 * How a run ends that is not committed: what is in the log is withdrawn, and what is staged deleted. On the run's thread
 * alone.
 */
final class RunEnd {
    private final RunHub hub;
    private final RunBasis basis;
    private final StageFolder folder;
    private final RunRecord journal;

    RunEnd(RunHub hub, RunBasis basis, StageFolder folder, RunRecord journal) {
        this.hub = hub;
        this.basis = basis;
        this.folder = folder;
        this.journal = journal;
    }

    /** Withdraws what is in the log of a run that somebody gave up. */
    void giveUp(boolean rowsInLog) {
        withdraw("The run was given up.", rowsInLog, Stage.DISCARDED, Optional.empty());
    }

    /** Withdraws what is in the log of a run that came to nothing. */
    void fail(Problem problem, boolean rowsInLog) {
        withdraw(problem.what(), rowsInLog, Stage.FAILED, Optional.of(problem));
    }

    /** Writes the voids; the run ends only when they are in the log. */
    private void withdraw(String reason, boolean rowsInLog, Stage end, Optional<Problem> problem) {
        hub.tell(new RunEvent.Withdrawing(reason));
        if (journal.broken().isPresent()) {
            // Without the rows nobody can take the run for one that may still be committed.
            folder.delete();
        }
        new RunVoid(hub, basis)
                .write(reason, rowsInLog, () -> at(end, problem), notWritten -> notWithdrawn(end, notWritten));
    }

    private void notWithdrawn(Stage end, Problem problem) {
        if (hub.tally().stage() == Stage.STAGED || hub.tally().stage() == Stage.PUBLISHING) {
            // Some partitions may have their void by now: this run can't be committed any more.
            hub.tally().problem(problem);
            hub.tell(new RunEvent.HeldUp(problem));
            hub.reach(Stage.STAGED);
        } else {
            at(end, Optional.of(problem));
        }
    }

    /** Deletes what is staged and ends the run; the log is left as it is. */
    void at(Stage end, Optional<Problem> problem) {
        folder.delete();
        hub.tally().problem(problem.orElse(null));
        // The stage comes last: whoever waits for the run's end has then heard everything.
        problem.ifPresent(p -> hub.tell(new RunEvent.Failed(p)));
        hub.reach(end);
    }
}
