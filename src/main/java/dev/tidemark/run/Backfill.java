package dev.tidemark.run;

import dev.tidemark.gate.Released;
import dev.tidemark.plan.TableName;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.read.ReadTable;
import dev.tidemark.wire.RunId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One backfill from plan to commit. Orders return at once and are carried out one after the other on the run's own
 * thread; {@link #release()} alone goes past that queue, since it has to work when everything else hangs. An order that
 * doesn't fit the stage does nothing.
 */
public final class Backfill implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(500);
    private static final int TICKS_BETWEEN_LOOKS = 8;
    private static final Duration LAST_WAIT = Duration.ofSeconds(20);

    private final RunBasis basis;
    private final StageFolder folder;
    private final RunHub hub;
    /** The way to the snapshot; a run that another program left has it behind. */
    private final Optional<Way> way;

    private volatile @Nullable SnapshotWork reading;
    private volatile @Nullable PublishWork publishing;
    private @Nullable RunJournal journal;
    private List<ReadTable> staged = List.of();
    private boolean started;
    /** Whether there may be rows in the log, which somebody would have to be told to pass over. */
    private boolean rowsInLog;
    /** Set by the order to give the run up; the work in progress then ends in a discard instead of a failure. */
    private boolean discarding;

    private int ticks;

    private record Way(BackfillSetup setup, GatePassage passage) {}

    private Backfill(RunBasis basis, RunHub hub, Optional<BackfillSetup> setup) {
        this.basis = basis;
        folder = new StageFolder(basis.stage());
        this.hub = hub;
        way = setup.map(s -> new Way(s, new GatePassage(hub, s, this::read, this::failed)));
        hub.repeat(TICK, this::tick);
    }

    /** A run that has everything before it. */
    static Backfill planned(BackfillSetup setup) {
        return new Backfill(setup.basis(), setup.hub(), Optional.of(setup));
    }

    /**
     * A run whose rows another program read and did not publish, or not to the end.
     *
     * @param hub with a tally of what is known of it
     * @param journal where it goes on being written down
     * @param staged its rows
     */
    static Backfill left(RunBasis basis, RunHub hub, RunJournal journal, List<ReadTable> staged) {
        Backfill backfill = new Backfill(basis, hub, Optional.empty());
        backfill.started = true;
        backfill.rowsInLog = basis.streamed();
        backfill.journal = journal;
        hub.record(journal);
        backfill.staged = List.copyOf(staged);
        return backfill;
    }

    public RunId id() {
        return basis.run();
    }

    /** The state at this moment; from any thread, never blocking. */
    public RunState state() {
        return hub.state();
    }

    /** From now on tells this listener what happens. */
    public void listen(RunListener listener) {
        hub.listen(listener);
    }

    /** Closes the gate; when it is open again the read begins by itself. */
    public void start(Pace pace) {
        hub.post(() -> way.filter(_ -> !started && hub.tally().stage() == Stage.PLANNED)
                .ifPresent(w -> {
                    started = true;
                    hub.tally().pace(pace);
                    hub.work(() -> openJournal(w));
                }));
    }

    /** What happens is written down from before the lock on, or nothing happens. */
    private void openJournal(Way taken) {
        try {
            BackfillSetup setup = taken.setup();
            RunJournal opened =
                    RunJournal.begin(basis, setup.login().address().user(), setup.positions(), Clock.systemUTC());
            hub.post(() -> start(taken, opened));
        } catch (ProblemException e) {
            hub.post(() -> end(Stage.FAILED, Optional.of(e.problem())));
        }
    }

    private void start(Way taken, RunJournal opened) {
        journal = opened;
        hub.record(opened);
        hub.tell(new RunEvent.Started(id()));
        hub.tell(new RunEvent.Checked(taken.setup().verdicts()));
        if (discarding) {
            end(Stage.DISCARDED, Optional.empty());
            return;
        }
        hub.reach(Stage.LOCKING);
        if (broken().isPresent()) {
            end(Stage.FAILED, broken());
        } else {
            taken.passage().start(hub.tally().pace());
        }
    }

    private Optional<Problem> broken() {
        return Optional.ofNullable(journal).flatMap(RunJournal::broken);
    }

    /** Step by step: does the gate's next step. */
    public void next() {
        hub.post(() -> way.ifPresent(w -> w.passage().next()));
    }

    /** Opens the gate at once, whatever is going on; the run fails with the problem {@code released}. */
    public void release() {
        Stage stage = state().stage();
        if (stage == Stage.LOCKING || stage.gateClosed()) {
            Problem released = Problem.of(
                    "released",
                    "The lock was released before the snapshot was handed over.",
                    "Somebody ordered it.",
                    "Writers go on. Start a new run when you are ready.");
            way.ifPresent(w -> w.passage().giveUp(released));
        }
    }

    /** Gets those out of the way that are ahead of this run's lock; empty for a run that has its gate behind it. */
    public Optional<RunBlockers> blockers() {
        return way.map(w -> new RunBlockers(hub, w.setup(), w.passage()));
    }

    private void read(Released released) {
        Way taken = way.orElseThrow();
        rowsInLog = basis.streamed();
        hub.reach(Stage.READING);
        try {
            reading = new SnapshotWork(
                    hub,
                    taken.setup(),
                    released,
                    folder.path(),
                    taken.passage().longestRows(),
                    this::staged,
                    this::failed);
            if (discarding) {
                reading.cancel();
            }
        } catch (ProblemException e) {
            released.readers().close();
            failed(e.problem());
        }
    }

    private void staged(List<ReadTable> tables) {
        staged = tables;
        hub.reach(Stage.STAGED);
        if (discarding) {
            withdraw("The run was given up.", Stage.DISCARDED, Optional.empty());
        }
    }

    /** Pause, number of readers and speed of the read. */
    public ReadOrders reading() {
        return new ReadOrders(hub, () -> reading);
    }

    /** Publishes the staged rows; those of a streamed run are in the log, and get their ends. */
    public void commit() {
        hub.post(() -> {
            if (hub.tally().stage() == Stage.STAGED && !discarding) {
                hub.tally().problem(null);
                rowsInLog = true;
                hub.reach(Stage.PUBLISHING);
                if (broken().isPresent()) {
                    publishingFailed(broken().get());
                    return;
                }
                publishing = new PublishWork(hub, basis, staged, this::committed, this::publishingFailed);
            }
        });
    }

    private void committed() {
        folder.delete();
        for (TableState table : hub.state().tables()) {
            hub.tell(new RunEvent.TablePublished(table.plan().table(), table.rowsRead()));
        }
        hub.reach(Stage.COMMITTED);
    }

    private void publishingFailed(Problem problem) {
        if (discarding) {
            withdraw("The run was given up.", Stage.DISCARDED, Optional.empty());
        } else {
            // Everything is still there: the operator can commit again, or discard.
            hub.tally().problem(problem);
            hub.reach(Stage.STAGED);
        }
    }

    /** Gives the run up: ends the read or the publishing, deletes the staged rows, withdraws marks and streamed rows. */
    public void discard() {
        release();
        hub.post(() -> {
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
                case STAGED -> withdraw("The run was given up.", Stage.DISCARDED, Optional.empty());
                case PUBLISHING -> {
                    if (publishing != null) {
                        publishing.stop();
                    }
                }
                case LOCKING, LOCKED, EXPORTED, MARKED, COMMITTED, DISCARDED, FAILED -> {}
            }
        });
    }

    /** The gate or the read came to nothing. The gate withdraws its marks itself, the read doesn't. */
    private void failed(Problem problem) {
        boolean marked = hub.tally().stage() == Stage.READING;
        if (!marked) {
            hub.tally().gate().failed();
            end(Stage.FAILED, Optional.of(problem));
        } else if (discarding) {
            withdraw("The run was given up.", Stage.DISCARDED, Optional.empty());
        } else {
            withdraw(problem.what(), Stage.FAILED, Optional.of(problem));
        }
    }

    /** Writes the voids; the run ends only when they are in the log. */
    private void withdraw(String reason, Stage end, Optional<Problem> problem) {
        hub.tell(new RunEvent.Withdrawing(reason));
        if (broken().isPresent()) {
            // Without the rows nobody can take the run for one that may still be committed.
            folder.delete();
        }
        new RunVoid(hub, basis)
                .write(
                        problem.map(Problem::what).orElse(reason),
                        rowsInLog,
                        () -> end(end, problem),
                        notWritten -> notWithdrawn(end, notWritten));
    }

    private void notWithdrawn(Stage end, Problem problem) {
        if (hub.tally().stage() == Stage.STAGED || hub.tally().stage() == Stage.PUBLISHING) {
            // Some partitions may have their void by now: this run can't be committed any more.
            hub.tally().problem(problem);
            hub.reach(Stage.STAGED);
        } else {
            end(end, Optional.of(problem));
        }
    }

    private void end(Stage end, Optional<Problem> problem) {
        folder.delete();
        hub.tally().problem(problem.orElse(null));
        // The stage comes last: whoever waits for the run's end has then heard everything.
        problem.ifPresent(p -> hub.tell(new RunEvent.Failed(p)));
        hub.reach(end);
    }

    private void tick() {
        Stage stage = hub.tally().stage();
        if (stage == Stage.READING || stage == Stage.PUBLISHING) {
            hub.tally().tick();
        }
        if (stage == Stage.READING && ticks++ % TICKS_BETWEEN_LOOKS == 0) {
            way.ifPresent(w -> hub.work(new SnapshotLook(hub, w.setup().pool())::look));
        }
    }

    /** The first rows of a table as they were read; empty before the first. */
    public Preview preview(TableName table) {
        SnapshotWork work = reading;
        return work == null
                ? Preview.EMPTY
                : basis.plan().tables().stream()
                        .filter(t -> t.table().equals(table))
                        .findFirst()
                        .map(work::preview)
                        .orElse(Preview.EMPTY);
    }

    /** Waits until the state is as wanted or the run is over, at most this long; gives the state that it saw last. */
    public RunState await(Predicate<RunState> wanted, Duration atMost) {
        return hub.await(wanted, atMost);
    }

    /**
     * Ends this program's part in the run. A run whose rows are staged stays as it is, to be taken up again with
     * {@link PastRuns#resume}; any other is given up.
     */
    public void leave() {
        Stage stage = state().stage();
        if (stage == Stage.STAGED || stage == Stage.PUBLISHING) {
            PublishWork work = publishing;
            if (work != null) {
                work.stop();
            }
            letGo();
        } else {
            close();
        }
    }

    /** Gives the run up unless it is over, and ends all that belongs to it. */
    @Override
    public void close() {
        if (!state().stage().over()) {
            discard();
            hub.await(s -> s.stage().over(), LAST_WAIT);
        }
        letGo();
    }

    private void letGo() {
        hub.close();
        way.ifPresent(w -> w.setup().locks().close());
        if (journal != null) {
            journal.close();
        }
    }
}
