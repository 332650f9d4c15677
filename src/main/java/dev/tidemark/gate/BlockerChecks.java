package dev.tidemark.gate;

import dev.tidemark.plan.LockMode;
import dev.tidemark.postgres.LockHolder;
import dev.tidemark.postgres.LockHolders;
import dev.tidemark.postgres.WatchPool;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.util.List;

/** Checks who would be in the lock's way: the gate would queue behind them, and every writer behind the gate. */
final class BlockerChecks {
    private static final Duration LONG = Duration.ofSeconds(5);
    private static final String CHECK = "open transactions";

    private final LockHolders holders;

    BlockerChecks(WatchPool pool) {
        this.holders = new LockHolders(pool);
    }

    List<Verdict> check(List<ChosenTable> tables, LockMode mode) {
        Findings findings = new Findings(CHECK);
        boolean hidden = false;
        for (LockHolder holder :
                holders.inTheWay(mode, tables.stream().map(t -> t.info().oid()).toList())) {
            if (holder.state().equals("prepared")) {
                findings.warn(holder.query() + " holds " + holder.relation(), prepared(holder));
            } else if (holder.query().startsWith("autovacuum:")) {
                findings.warn("autovacuum works on " + holder.relation(), autovacuum(holder));
            } else if (holder.open().compareTo(LONG) >= 0) {
                findings.warn(who(holder) + " has held " + holder.relation() + " for " + time(holder), open(holder));
            } else {
                hidden |= holder.query().equals("<insufficient privilege>");
            }
        }
        if (hidden) {
            findings.warn("other sessions' transactions are hidden from us", blind());
        }
        return findings.orPass("none in the way");
    }

    private static String who(LockHolder holder) {
        return "pid " + holder.pid() + " (" + (holder.application().isEmpty() ? "" : holder.application() + ", ")
                + holder.user() + ", " + holder.state() + ")";
    }

    private static String time(LockHolder holder) {
        long seconds = holder.open().toSeconds();
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
    }

    private static Problem open(LockHolder holder) {
        return Problem.of(
                "long-transaction",
                "A transaction has held a lock on " + holder.relation() + " for " + time(holder) + ".",
                "It is " + who(holder) + ", last seen with: " + holder.query()
                        + "; the gate can't close before it ends.",
                "Wait for it, or have it ended, before you close the gate.");
    }

    private static Problem prepared(LockHolder holder) {
        return Problem.of(
                "prepared-transaction",
                "A prepared transaction holds a lock on " + holder.relation() + ".",
                holder.query() + " by " + holder.user() + ", " + time(holder)
                        + " ago; it stays until somebody decides it, even over a restart.",
                "Have its coordinator run COMMIT PREPARED or ROLLBACK PREPARED.");
    }

    private static Problem autovacuum(LockHolder holder) {
        return Problem.of(
                "autovacuum",
                "Autovacuum is working on " + holder.relation() + ".",
                holder.query() + ", pid " + holder.pid() + "; it gives way only after deadlock_timeout, and against"
                        + " wraparound not at all, so a short lock timeout never gets past it.",
                "Close the gate when it is done, or run VACUUM on the table beforehand.");
    }

    private static Problem blind() {
        return Problem.of(
                "activity-hidden",
                "How long other transactions have been open can't be seen.",
                "Our role may not see other roles' activity.",
                "Have an administrator GRANT pg_read_all_stats to it; without, a long transaction shows only as a lock"
                        + " that is not granted.");
    }
}
