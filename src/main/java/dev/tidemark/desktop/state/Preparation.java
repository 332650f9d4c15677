package dev.tidemark.desktop.state;

import dev.tidemark.plan.Plan;
import dev.tidemark.problem.Problem;
import java.util.function.Consumer;

/** Makes a plan into a run that can be started. */
public final class Preparation {
    private final Workspace workspace;
    private final CurrentRun run;
    private final Tasks tasks;

    public Preparation(Workspace workspace, CurrentRun run, Tasks tasks) {
        this.workspace = workspace;
        this.run = run;
        this.tasks = tasks;
    }

    /**
     * @param plan what to backfill
     * @param ready when the run is there
     * @param refused if it can't be made, with the reason
     */
    public void prepare(Plan plan, Runnable ready, Consumer<Problem> refused) {
        tasks.of("prepare", () -> workspace.servers().prepare(plan))
                .onSuccess(backfill -> {
                    run.begin(backfill);
                    ready.run();
                })
                .onError(refused)
                .start();
    }
}
