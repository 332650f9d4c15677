package dev.tidemark.run;

import dev.tidemark.plan.TableName;
import dev.tidemark.problem.Problem;
import dev.tidemark.read.ReadTable;
import dev.tidemark.wire.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One backfill from plan to commit. Orders return at once and are carried out one after the other on the run's own
 * thread; {@link #release()} alone goes past that queue, since it has to work when everything else hangs. An order that
 * doesn't fit the stage does nothing.
 */
public final class Backfill implements AutoCloseable {
    private static final Duration LAST_WAIT = Duration.ofSeconds(20);

    private final RunId id;
    private final RunHub hub;
    private final RunCourse course;

    private Backfill(RunId id, RunHub hub, RunCourse course) {
        this.id = id;
        this.hub = hub;
        this.course = course;
    }

    /** A run that has everything before it. */
    static Backfill planned(BackfillSetup setup) {
        RunHub hub = setup.hub();
        return new Backfill(setup.run(), hub, new RunCourse(setup.basis(), hub, Optional.of(setup)));
    }

    /**
     * A run whose rows another program read and did not publish, or not to the end.
     *
     * @param hub with a tally of what is known of it
     * @param journal where it goes on being written down
     * @param staged its rows
     */
    static Backfill left(RunBasis basis, RunHub hub, RunJournal journal, List<ReadTable> staged) {
        RunCourse course = new RunCourse(basis, hub, Optional.empty());
        course.takeUp(journal, staged);
        return new Backfill(basis.run(), hub, course);
    }

    public RunId id() {
        return id;
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
        hub.post(() -> course.start(pace));
    }

    /** Step by step: does the gate's next step. */
    public void next() {
        hub.post(() -> course.way().ifPresent(way -> way.passage().next()));
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
            course.way().ifPresent(way -> way.passage().giveUp(released));
        }
    }

    /** Gets those out of the way that are ahead of this run's lock; empty for a run that has its gate behind it. */
    public Optional<RunBlockers> blockers() {
        return course.way().map(way -> new RunBlockers(hub, way.setup(), way.passage()));
    }

    /** Pause, number of readers and speed of the read. */
    public ReadOrders reading() {
        return new ReadOrders(hub, course::reading);
    }

    /** Publishes the staged rows; those of a streamed run are in the log, and get their ends. */
    public void commit() {
        hub.post(course::commit);
    }

    /** Gives the run up: ends the read or the publishing, deletes the staged rows, withdraws marks and streamed rows. */
    public void discard() {
        release();
        hub.post(course::discard);
    }

    /** The first rows of a table as they were read; empty before the first. */
    public Preview preview(TableName table) {
        return course.preview(table);
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
            course.stopPublishing();
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
        course.letGo();
    }
}
