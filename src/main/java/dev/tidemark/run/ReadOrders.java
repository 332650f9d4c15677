package dev.tidemark.run;

import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may order while the snapshot is read; at any other time these orders do nothing. They return at once,
 * from any thread; {@link RunState#read()} tells what became of them.
 */
public final class ReadOrders {
    private static final int MOST_READERS = 64;

    private final RunHub hub;
    private final Supplier<@Nullable SnapshotWork> reading;

    ReadOrders(RunHub hub, Supplier<@Nullable SnapshotWork> reading) {
        this.hub = hub;
        this.reading = reading;
    }

    /** Lets the readers rest. The snapshot stays held, which {@link RunState#read()} shows the cost of. */
    public void pause() {
        order(work -> {
            work.read().pause(true);
            hub.tally().reading().paused(true);
        });
    }

    public void resume() {
        order(work -> {
            work.read().pause(false);
            hub.tally().reading().paused(false);
        });
    }

    /** Changes how many sessions read at once, from 1 to 64; those that are too many finish their chunk first. */
    public void readers(int number) {
        int wanted = Math.clamp(number, 1, MOST_READERS);
        order(work -> {
            work.read().readers(wanted);
            hub.tally().reading().readers(wanted);
        });
    }

    /** Changes how many rows a second all readers together read at most; empty for as many as they can. */
    public void rowsPerSecond(OptionalInt most) {
        order(work -> {
            work.read().limit(most);
            hub.tally().reading().rowsPerSecond(most);
        });
    }

    private void order(Consumer<SnapshotWork> what) {
        hub.post(() -> {
            SnapshotWork work = reading.get();
            if (work != null && hub.tally().stage() == Stage.READING) {
                what.accept(work);
            }
        });
    }
}
