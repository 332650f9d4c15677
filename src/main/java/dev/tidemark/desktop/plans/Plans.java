package dev.tidemark.desktop.plans;

import dev.tidemark.desktop.memory.Memory;
import dev.tidemark.desktop.page.FileChoice;
import dev.tidemark.desktop.page.Navigator;
import dev.tidemark.desktop.page.PageId;
import dev.tidemark.desktop.state.Tasks;
import dev.tidemark.desktop.state.Workspace;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.PlanFile;
import dev.tidemark.problem.Problem;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.collections.ObservableList;

/** Opens plans from files and saves them there. */
public final class Plans {
    private final Workspace workspace;
    private final Memory memory;
    private final Tasks tasks;
    private final FileChoice files;
    private final Navigator navigator;

    public Plans(Workspace workspace, Memory memory, Tasks tasks, FileChoice files, Navigator navigator) {
        this.workspace = workspace;
        this.memory = memory;
        this.tasks = tasks;
        this.files = files;
        this.navigator = navigator;
    }

    /** Files that were opened or saved lately, the latest first. */
    public ObservableList<Path> recent() {
        return memory.plans();
    }

    /** Asks for a file and opens it. */
    public void choose(Consumer<Problem> refused) {
        files.choose(FileChoice.Purpose.OPEN_PLAN).ifPresent(file -> open(file, refused));
    }

    /** Takes a plan up: its tables if its servers are those we are connected to, else its connection first. */
    public void open(Path file, Consumer<Problem> refused) {
        tasks.of("open-plan", () -> PlanFile.read(file))
                .onSuccess(plan -> {
                    memory.used(file);
                    workspace.open(plan);
                    navigator.goTo(workspace.isConnectedTo(plan) ? PageId.TABLES : PageId.CONNECT);
                })
                .onError(refused)
                .start();
    }

    /** Asks for a file and writes the plan there. */
    public void save(Plan plan, Consumer<Path> saved, Consumer<Problem> refused) {
        files.choose(FileChoice.Purpose.SAVE_PLAN)
                .ifPresent(file -> tasks.of("save-plan", () -> PlanFile.write(plan, file))
                        .onSuccess(done -> {
                            memory.used(file);
                            saved.accept(file);
                        })
                        .onError(refused)
                        .start());
    }
}
