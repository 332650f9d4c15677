package dev.tidemark.run;

import dev.tidemark.postgres.Blockers;
import dev.tidemark.postgres.LockHolder;
import dev.tidemark.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Gets sessions that are ahead of a run's lock out of its way, at an operator's order alone. Both orders block, for some
 * seconds at most, may come from any thread, and work when everything else hangs. They throw a ProblemException if the
 * session is not ahead of the run at this moment, or if our role may not do it.
 */
public final class RunBlockers {
    private static final int NO_SESSION = -1;
    private static final Duration NEXT_ATTEMPT = Duration.ofSeconds(5);
    private static final int MOMENTS = 5;

    private final RunHub hub;
    private final GatePassage passage;
    private final Blockers blockers;
    private final List<Long> tableOids;

    RunBlockers(RunHub hub, BackfillSetup setup, GatePassage passage) {
        this.hub = hub;
        this.passage = passage;
        this.blockers = new Blockers(setup.login(), setup.plan().gate().lockMode());
        this.tableOids = setup.tableOids();
    }

    /** Cancels what the session is running; its transaction fails. */
    public void cancelStatement(int pid) {
        told("statement was cancelled", once(pid, session -> blockers.cancelStatement(session, tableOids, pid)));
    }

    /** Ends the session; its transaction is rolled back and its client sees a broken connection. */
    public void endSession(int pid) {
        told("session was ended", once(pid, session -> blockers.endSession(session, tableOids, pid)));
    }

    /**
     * Between two attempts at the lock nobody is ahead of us, and the session that was will be so again: the order waits
     * for that moment.
     */
    private LockHolder once(int pid, IntFunction<LockHolder> order) {
        for (int attempt = 1; ; attempt++) {
            hub.await(s -> s.stage() != Stage.LOCKING || isAhead(s, pid), NEXT_ATTEMPT);
            try {
                return order.apply(passage.pid().orElse(NO_SESSION));
            } catch (ProblemException e) {
                boolean again = e.problem().code().equals(Blockers.NOT_IN_THE_WAY)
                        && hub.state().stage() == Stage.LOCKING
                        && attempt < MOMENTS;
                if (!again) {
                    throw e;
                }
            }
        }
    }

    private static boolean isAhead(RunState state, int pid) {
        return state.locks().blockers().stream().anyMatch(holder -> holder.pid() == pid);
    }

    private void told(String deed, LockHolder holder) {
        String who = "pid " + holder.pid() + " (" + holder.application() + ", " + holder.user() + ")";
        hub.post(() -> hub.tell(new RunEvent.Mended(who + " was ahead of the lock on " + holder.relation()
                + "; at an operator's order its " + deed + ".")));
    }
}
