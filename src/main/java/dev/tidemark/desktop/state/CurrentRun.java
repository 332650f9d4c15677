package dev.tidemark.desktop.state;

import dev.tidemark.plan.TableName;
import dev.tidemark.problem.Problem;
import dev.tidemark.run.Backfill;
import dev.tidemark.run.Pace;
import dev.tidemark.run.Preview;
import dev.tidemark.run.ReadOrders;
import dev.tidemark.run.RunBlockers;
import dev.tidemark.run.RunState;
import java.util.Optional;
import java.util.function.Consumer;

/** The run at hand: passes orders to it, none of them on the screen's thread. */
public final class CurrentRun {
    private final Tasks tasks;
    private final RunMirror mirror;
    private Optional<Backfill> backfill = Optional.empty();

    public CurrentRun(Tasks tasks, RunMirror mirror) {
        this.tasks = tasks;
        this.mirror = mirror;
    }

    /** Takes this run in hand and lets go of the one before. */
    public void begin(Backfill next) {
        Optional<Backfill> before = backfill;
        backfill = Optional.of(next);
        mirror.follow(next::state);
        before.ifPresent(run -> tasks.of("close-run", run::close).start());
    }

    /** Lets go of a run that was not started, or is over. */
    public void drop() {
        backfill.ifPresent(run -> tasks.of("close-run", run::close).start());
        backfill = Optional.empty();
        mirror.forget();
    }

    public void start(Pace pace) {
        order("start", run -> run.start(pace));
    }

    public void next() {
        order("next", Backfill::next);
    }

    /** Has a thread of its own like every order, so nothing that hangs can hold it up. */
    public void release() {
        order("release", Backfill::release);
    }

    public void commit() {
        order("commit", Backfill::commit);
    }

    public void discard() {
        order("discard", Backfill::discard);
    }

    /** An order to the read that is under way. */
    public void read(Consumer<ReadOrders> order) {
        order("read", run -> order.accept(run.reading()));
    }

    /** Cancels what a session that is ahead of us runs. */
    public void cancelStatement(int pid, Consumer<Problem> failed) {
        toBlocker("cancel-statement", blockers -> blockers.cancelStatement(pid), failed);
    }

    /** Ends a session that is ahead of us. */
    public void endSession(int pid, Consumer<Problem> failed) {
        toBlocker("end-session", blockers -> blockers.endSession(pid), failed);
    }

    private void toBlocker(String name, Consumer<RunBlockers> order, Consumer<Problem> failed) {
        backfill.flatMap(Backfill::blockers)
                .ifPresent(blockers -> tasks.of(name, () -> order.accept(blockers))
                        .onError(failed)
                        .start());
    }

    /** The first rows of a table, as far as they are read. */
    public void preview(TableName table, Consumer<Preview> shown) {
        backfill.ifPresent(run -> tasks.of("preview", () -> run.preview(table))
                .onSuccess(shown)
                .onError(problem -> shown.accept(Preview.EMPTY))
                .start());
    }

    /** Whether writers wait or rows are under way, so that leaving needs a word. */
    public boolean underWay() {
        return mirror.state()
                .get()
                .map(RunState::stage)
                .filter(stage -> !stage.over() && stage != dev.tidemark.run.Stage.PLANNED)
                .isPresent();
    }

    /**
     * Ends this window's part in what is under way; blocks until it is done.
     *
     * @param keep whether staged rows stay, to be taken up again later; anything else is given up
     */
    public void closeNow(boolean keep) {
        backfill.ifPresent(keep ? Backfill::leave : Backfill::close);
        backfill = Optional.empty();
    }

    private void order(String name, Consumer<Backfill> order) {
        backfill.ifPresent(run -> tasks.of(name, () -> order.accept(run)).start());
    }
}
