package dev.tidemark.run;

import dev.tidemark.gate.GateProblems;
import dev.tidemark.plan.Plan;
import dev.tidemark.postgres.LockPicture;
import dev.tidemark.problem.Problem;
import dev.tidemark.wire.RunId;
import dev.tidemark.wire.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All there is to know of a backfill at one moment.
 *
 * @param run its id
 * @param plan what was asked for
 * @param stage where it stands
 * @param pace how the gate is gone through
 * @param gate the gate
 * @param locks who waits for us and who is ahead; watched while the gate is being closed and is closed,
 *     and of a gate that came to nothing what was seen last
 * @param snapshot the exported snapshot
 * @param snapshotAt when it was exported; its age keeps vacuum from cleaning up until {@code snapshotFreed}
 * @param snapshotFreed whether the readers have ended their transactions
 * @param read how it is being read, and what it costs to hold it
 * @param tables one a table of the plan, in its order
 * @param throughput of the read or the publishing
 * @param sessions the latest statements, oldest first, at most 200
 * @param problem what ended or holds up the run
 */
public record RunState(
        RunId run,
        Plan plan,
        Stage stage,
        Pace pace,
        GateState gate,
        LockPicture locks,
        Optional<Snapshot> snapshot,
        Optional<Instant> snapshotAt,
        boolean snapshotFreed,
        ReadState read,
        List<TableState> tables,
        Throughput throughput,
        List<SessionLine> sessions,
        Optional<Problem> problem) {

    public RunState {
        tables = List.copyOf(tables);
        sessions = List.copyOf(sessions);
    }

    /** Whether marks are in the log that could not be withdrawn. */
    public boolean voidsMissing() {
        return problem.filter(p -> p.code().equals(GateProblems.VOID_NOT_WRITTEN))
                .isPresent();
    }

    public long rowsRead() {
        return tables.stream().mapToLong(TableState::rowsRead).sum();
    }

    public long bytesRead() {
        return tables.stream().mapToLong(TableState::bytesRead).sum();
    }

    public long rowsPublished() {
        return tables.stream().mapToLong(TableState::rowsPublished).sum();
    }

    /** How much of the read is done, from 0 to 1; a table counts for as much as it is large. */
    public double readFraction() {
        if (stage.compareTo(Stage.STAGED) >= 0 && stage != Stage.FAILED) {
            return 1;
        }
        double total = tables.stream().mapToDouble(RunState::weight).sum();
        return tables.stream()
                .mapToDouble(table -> weight(table) * table.fraction() / total)
                .sum();
    }

    private static double weight(TableState table) {
        return 1 + Math.max(table.rowsExpected(), table.rowsRead());
    }

    /** How much of the publishing is done, from 0 to 1, by rows. */
    public double publishFraction() {
        return stage == Stage.COMMITTED ? 1 : rowsRead() == 0 ? 0 : (double) rowsPublished() / rowsRead();
    }
}
