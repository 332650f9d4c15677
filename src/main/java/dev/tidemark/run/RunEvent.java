package dev.tidemark.run;

import dev.tidemark.gate.Verdict;
import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.LockHolder;
import dev.tidemark.postgres.LockWait;
import dev.tidemark.problem.Problem;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.RunId;
import dev.tidemark.wire.Snapshot;
import java.time.Duration;
import java.util.List;

/** Something that happened in a run, in the order in which it happened. */
public sealed interface RunEvent {
    /** The run has begun. */
    record Started(RunId run) implements RunEvent {}

    /** What the checks before the lock found. */
    record Checked(List<Verdict> verdicts) implements RunEvent {}

    /** The run has moved on to another stage. */
    record StageReached(Stage stage) implements RunEvent {}

    /** The lock was not granted in time; it will be tried again unless this was the last attempt. */
    record LockRefused(int attempt, int attempts, List<LockHolder> ahead) implements RunEvent {}

    /** A step of the gate is done. */
    record StepDone(GateStep step) implements RunEvent {}

    /** What was committed before the lock is in the event topics: proven, or only observed. */
    record EventsDrained(boolean proof, String finding) implements RunEvent {}

    /** The snapshot is exported. */
    record SnapshotExported(Snapshot snapshot) implements RunEvent {}

    /** A mark is in the log. */
    record MarkLanded(Position position) implements RunEvent {}

    /** Writers go on. */
    record GateOpened(Duration closed, int mostWaiters) implements RunEvent {}

    /** Who was seen waiting for the gate, each session with its longest wait. */
    record WritersWaited(List<LockWait> waits) implements RunEvent {
        public WritersWaited {
            waits = List.copyOf(waits);
        }
    }

    /**
     * How far the read or the publishing is; every second at first, and less often the longer it takes.
     *
     * @param rowsRead rows that were read so far
     * @param bytesRead their bytes
     * @param rowsPublished rows in the log so far
     */
    record Progressed(long rowsRead, long bytesRead, long rowsPublished) implements RunEvent {}

    /**
     * A table is read whole.
     *
     * @param table which
     * @param rows how many
     * @param checksum over their keys and values
     * @param rowsInSnapshot what the snapshot says to a count of its own
     * @param bytes as COPY sent them
     * @param took from its first chunk to its last
     */
    record TableStaged(TableName table, long rows, String checksum, long rowsInSnapshot, long bytes, Duration took)
            implements RunEvent {}

    /** A table's rows and its ends are in the log. */
    record TablePublished(TableName table, long rows) implements RunEvent {}

    /** All tables' rows and ends are in the log; what is left to do is on this computer. */
    record Published() implements RunEvent {}

    /** Something went wrong that did not end the run, and what was done about it. */
    record Mended(String what) implements RunEvent {}

    /** Something holds the run up, which goes on by itself or by an order when that is mended. */
    record HeldUp(Problem problem) implements RunEvent {}

    /** The marks are about to be withdrawn: from here on the run can only be discarded. */
    record Withdrawing(String reason) implements RunEvent {}

    /** The run came to nothing. */
    record Failed(Problem problem) implements RunEvent {}
}
