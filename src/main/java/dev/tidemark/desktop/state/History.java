package dev.tidemark.desktop.state;

import dev.tidemark.problem.Problem;
import dev.tidemark.run.Backfill;
import dev.tidemark.run.PastRun;
import dev.tidemark.run.PastRuns;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The runs on this computer, as they were when they were last looked at, and what is done with one that was cut short. */
public final class History {
    private final PastRuns runs;
    private final Tasks tasks;
    private final Shown shown;
    private final ReadOnlyObjectWrapper<List<PastRun>> known = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Stage> seen = Optional.empty();

    /** @param shown shows reports and folders */
    public History(PastRuns runs, RunMirror mirror, Tasks tasks, Shown shown) {
        this.shown = shown;
        this.runs = runs;
        this.tasks = tasks;
        mirror.state().subscribe(state -> {
            Optional<Stage> stage = state.map(RunState::stage);
            if (!stage.equals(seen)) {
                seen = stage;
                look();
            }
        });
    }

    /** The latest first. */
    public ReadOnlyObjectProperty<List<PastRun>> known() {
        return known.getReadOnlyProperty();
    }

    /** Why something could not be done, until the next thing is. */
    public ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem.getReadOnlyProperty();
    }

    /** Looks again at what is there. */
    public void look() {
        tasks.of("history", runs::all)
                .onSuccess(known::set)
                .onError(this::failed)
                .start();
    }

    /** Takes a run up again. */
    public void resume(PastRun run, Consumer<Backfill> taken) {
        problem.set(Optional.empty());
        tasks.of("resume", () -> runs.resume(run))
                .onSuccess(taken)
                .onError(this::failed)
                .start();
    }

    /** Withdraws a run's marks and deletes its rows; tells what was done. */
    public void discard(PastRun run, Consumer<String> told) {
        problem.set(Optional.empty());
        tasks.of("discard", () -> runs.discard(run))
                .onSuccess(what -> {
                    told.accept(what);
                    look();
                })
                .onError(this::failed)
                .start();
    }

    /** Makes a run's report from its journal and shows it. */
    public void openReport(String run) {
        problem.set(Optional.empty());
        tasks.of("report", () -> runs.report(runs.find(run)))
                .onSuccess(shown::open)
                .onError(this::failed)
                .start();
    }

    /** Shows the folder in which a run keeps what it has on this computer. */
    public void showFolder(String run) {
        problem.set(Optional.empty());
        tasks.of("folder", () -> runs.find(run).folder().path())
                .onSuccess(shown::open)
                .onError(this::failed)
                .start();
    }

    /** Shows the folder of the program's log. */
    public void showLogs() {
        shown.open(Path.of(System.getProperty("tidemark.logs", System.getProperty("user.home", "."))));
    }

    /** Deletes what a run that is over left on this computer. */
    public void delete(PastRun run) {
        problem.set(Optional.empty());
        tasks.of("delete", () -> runs.delete(run))
                .onSuccess(done -> look())
                .onError(this::failed)
                .start();
    }

    private void failed(Problem why) {
        problem.set(Optional.of(why));
    }
}
