package dev.tidemark.run;

import dev.tidemark.gate.Released;
import dev.tidemark.plan.TableName;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.read.ReadTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The course of one backfill, stage by stage: what follows from an order, and from the outcome of each piece of work. On
 * the run's thread alone, but for what is marked as for any.
 */
final class RunCourse {
    private static final Duration TICK = Duration.ofMillis(500);
    private static final int TICKS_BETWEEN_LOOKS = 8;

    private final RunBasis basis;
    private final StageFolder folder;
    private final RunHub hub;
    private final RunRecord journal;
    private final RunEnd end;
    private final Optional<Way> way;

    private volatile @Nullable SnapshotWork reading;
    private volatile @Nullable PublishWork publishing;
    private List<ReadTable> staged = List.of();
    private boolean started;
    /** Whether there may be rows in the log, which somebody would have to be told to pass over. */
    private boolean rowsInLog;
    /** Set by the order to give the run up; the work in progress then ends in a discard instead of a failure. */
    private boolean discarding;

    private int ticks;

    /** The way to the snapshot. */
    record Way(BackfillSetup setup, GatePassage passage) {}

    /** @param setup of the way to the snapshot; empty for a run that has it behind it */
    RunCourse(RunBasis basis, RunHub hub, Optional<BackfillSetup> setup) {
        this.basis = basis;
        folder = new StageFolder(basis.stage());
        this.hub = hub;
        journal = new RunRecord(hub);
        end = new RunEnd(hub, basis, folder, journal);
        way = setup.map(s -> new Way(s, new GatePassage(hub, s, this::read, this::failed)));
        hub.repeat(TICK, this::tick);
    }

    /** Begins where another program stopped: what it read is staged. Before any order is given. */
    void takeUp(RunJournal opened, List<ReadTable> tables) {
        started = true;
        rowsInLog = basis.streamed();
        journal.goOn(opened);
        staged = List.copyOf(tables);
    }

    /** Empty for a run that has its gate behind it; for any thread. */
    Optional<Way> way() {
        return way;
    }

    /** The read, once it has begun; for any thread. */
    @Nullable
    SnapshotWork reading() {
        return reading;
    }

    void start(Pace pace) {
        if (!started && hub.tally().stage() == Stage.PLANNED) {
            way.ifPresent(taken -> {
                started = true;
                hub.tally().pace(pace);
                journal.begin(
                        basis,
                        taken.setup(),
                        () -> started(taken),
                        problem -> end.at(Stage.FAILED, Optional.of(problem)));
            });
        }
    }

    /** What happens is written down from before the lock on, or nothing happens. */
    private void started(Way taken) {
        hub.tell(new RunEvent.Started(basis.run()));
        hub.tell(new RunEvent.Checked(taken.setup().verdicts()));
        if (discarding) {
            end.at(Stage.DISCARDED, Optional.empty());
            return;
        }
        hub.reach(Stage.LOCKING);
        if (journal.broken().isPresent()) {
            end.at(Stage.FAILED, journal.broken());
        } else {
            taken.passage().start(hub.tally().pace());
        }
    }

    private void read(Released released) {
        Way taken = way.orElseThrow();
        rowsInLog = basis.streamed();
        hub.reach(Stage.READING);
        try {
            SnapshotWork work = new SnapshotWork(
                    hub,
                    taken.setup(),
                    released,
                    folder.path(),
                    taken.passage().longestRows(),
                    this::staged,
                    this::failed);
            reading = work;
            if (discarding) {
                work.cancel();
            }
        } catch (ProblemException e) {
            released.readers().close();
            failed(e.problem());
        }
    }

    private void staged(List<ReadTable> tables) {
        staged = tables;
        hub.tell(hub.tally().progress());
        hub.reach(Stage.STAGED);
        if (discarding) {
            end.giveUp(rowsInLog);
        }
    }

    void commit() {
        if (hub.tally().stage() == Stage.STAGED && !discarding) {
            hub.tally().problem(null);
            rowsInLog = true;
            hub.reach(Stage.PUBLISHING);
            Optional<Problem> broken = journal.broken();
            if (broken.isPresent()) {
                publishingFailed(broken.get());
            } else {
                publishing = new PublishWork(hub, basis, staged, this::committed, this::publishingFailed);
            }
        }
    }

    private void committed() {
        hub.tell(hub.tally().progress());
        for (TableState table : hub.state().tables()) {
            hub.tell(new RunEvent.TablePublished(table.plan().table(), table.rowsRead()));
        }
        // Before the files go: a run without them that nobody knows to be published could only be discarded.
        hub.tell(new RunEvent.Published());
        folder.delete();
        hub.reach(Stage.COMMITTED);
    }

    private void publishingFailed(Problem problem) {
        if (discarding) {
            end.giveUp(rowsInLog);
        } else {
            // Everything is still there: the operator can commit again, or discard.
            hub.tally().problem(problem);
            hub.tell(new RunEvent.HeldUp(problem));
            hub.reach(Stage.STAGED);
        }
    }

    /** Lets the publishing end where it is; for any thread. */
    void stopPublishing() {
        PublishWork work = publishing;
        if (work != null) {
            work.stop();
        }
    }

    /** The gate is given up from outside, past the queue. */
    void discard() {
        Stage stage = hub.tally().stage();
        discarding = !stage.over();
        switch (stage) {
            case PLANNED -> {
                if (!started) {
                    hub.reach(Stage.DISCARDED);
                }
            }
            case READING -> {
                if (reading != null) {
                    reading.cancel();
                }
            }
            case STAGED -> end.giveUp(rowsInLog);
            case PUBLISHING -> stopPublishing();
            case LOCKING, LOCKED, EXPORTED, MARKED, COMMITTED, DISCARDED, FAILED -> {}
        }
    }

    /** The gate or the read came to nothing. The gate withdraws its marks itself, the read doesn't. */
    private void failed(Problem problem) {
        boolean marked = hub.tally().stage() == Stage.READING;
        if (!marked) {
            hub.tally().gate().failed();
            end.at(Stage.FAILED, Optional.of(problem));
        } else if (discarding) {
            end.giveUp(rowsInLog);
        } else {
            end.fail(gone(problem), rowsInLog);
        }
    }

    /** What ends the read takes the snapshot with it, whatever else it is. */
    private static Problem gone(Problem problem) {
        String toDo = problem.toDo().contains("new run")
                ? problem.toDo()
                : problem.toDo() + " Then start a new run: this one's snapshot is gone, and nothing of it counts.";
        return new Problem(problem.code(), problem.what(), problem.why(), toDo, problem.origin());
    }

    private void tick() {
        Stage stage = hub.tally().stage();
        if (stage == Stage.READING || stage == Stage.PUBLISHING) {
            hub.tally().tick().ifPresent(hub::tell);
        }
        SnapshotWork work = reading;
        if (stage == Stage.READING && work != null && ticks++ % TICKS_BETWEEN_LOOKS == 0) {
            way.ifPresent(w -> hub.work(new SnapshotLook(hub, w.setup(), work.readers())::look));
        }
    }

    /** The first rows of a table as they were read; for any thread. */
    Preview preview(TableName table) {
        SnapshotWork work = reading;
        return work == null
                ? Preview.EMPTY
                : basis.plan().tables().stream()
                        .filter(t -> t.table().equals(table))
                        .findFirst()
                        .map(work::preview)
                        .orElse(Preview.EMPTY);
    }

    /** Lets go of what the run had in use; when nothing happens on its thread any more. */
    void letGo() {
        way.ifPresent(w -> w.setup().locks().close());
        journal.close();
    }
}
