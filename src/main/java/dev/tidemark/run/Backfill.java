package dev.tidemark.run;

import dev.tidemark.plan.TableName;
import dev.tidemark.wire.RunId;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * One backfill from plan to commit. Orders return at once and are carried out one after the other on the run's own
 * thread; {@link #release()} alone goes past that queue, since it has to work when everything else hangs. An order that
 * doesn't fit the stage does nothing.
 */
public final class Backfill implements AutoCloseable {

    public RunId id() {
        throw new UnsupportedOperationException();
    }

    /** The state at this moment; from any thread, never blocking. */
    public RunState state() {
        throw new UnsupportedOperationException();
    }

    /** From now on tells this listener what happens. */
    public void listen(RunListener listener) {
        throw new UnsupportedOperationException();
    }

    /** Closes the gate; when it is open again the read begins by itself. */
    public void start(Pace pace) {
        throw new UnsupportedOperationException();
    }

    /** Step by step: does the gate's next step. */
    public void next() {
        throw new UnsupportedOperationException();
    }

    /** Opens the gate at once, whatever is going on; the run fails with the problem {@code released}. */
    public void release() {
        throw new UnsupportedOperationException();
    }

    /** Publishes the staged rows. */
    public void commit() {
        throw new UnsupportedOperationException();
    }

    /** Gives the run up: ends the read or the publishing, deletes the staged rows, withdraws the marks. */
    public void discard() {
        throw new UnsupportedOperationException();
    }

    public Preview preview(TableName table) {
        throw new UnsupportedOperationException();
    }

    /** Waits until the state is as wanted or the run is over, at most this long; gives the state that it saw last. */
    public RunState await(Predicate<RunState> wanted, Duration atMost) {
        throw new UnsupportedOperationException();
    }

    /** Gives the run up unless it is over, and ends all that belongs to it. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
