package dev.tidemark.desktop.tables;

import dev.tidemark.desktop.state.Tasks;
import dev.tidemark.desktop.state.Workspace;
import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.TableInfo;
import dev.tidemark.problem.Problem;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.util.Duration;

/**
 * Asks for the list of all tables, and for what it leaves out of those that somebody looks at: columns, key and exact size of forty
 * thousand tables cost the server seconds, those of a screenful nothing to speak of. One question at a time, however fast
 * one scrolls.
 */
final class TableLooks {
    private static final Duration PATIENCE = Duration.millis(60);

    private final Workspace workspace;
    private final Tasks tasks;
    private final Consumer<List<TableChoice>> known;
    private final Consumer<Problem> failed;
    private final PauseTransition pause = new PauseTransition(PATIENCE);
    private final Set<TableChoice> wanted = new LinkedHashSet<>();
    private final Set<TableChoice> gone = new HashSet<>();
    private boolean asking;

    /**
     * @param known hears what was asked, once it is known
     * @param failed hears why not
     */
    TableLooks(Workspace workspace, Tasks tasks, Consumer<List<TableChoice>> known, Consumer<Problem> failed) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.known = known;
        this.failed = failed;
        pause.setOnFinished(e -> ask());
    }

    /** Lists the tables, and says meanwhile that it does. */
    void list(TablesView view) {
        if (workspace.isLive()) {
            view.showSearching(true);
            tasks.of("catalog", workspace::lookUp)
                    .onSuccess(catalog -> {
                        view.showSearching(false);
                        workspace.show(catalog);
                    })
                    .onError(problem -> {
                        view.showSearching(false);
                        failed.accept(problem);
                    })
                    .start();
        }
    }

    /** Somebody looks at this table, or a plan has it. */
    void at(TableChoice table) {
        if (!table.info().whole() && workspace.isLive() && !gone.contains(table) && wanted.add(table) && !asking) {
            asking = true;
            pause.playFromStart();
        }
    }

    private void ask() {
        List<TableChoice> asked = List.copyOf(wanted);
        wanted.clear();
        Collection<TableName> names = asked.stream().map(t -> t.info().name()).toList();
        tasks.of("table-details", () -> workspace.servers().tables(names))
                .onSuccess(found -> learn(asked, found))
                .onError(problem -> {
                    asking = false;
                    failed.accept(problem);
                })
                .start();
    }

    private void learn(List<TableChoice> asked, Map<TableName, TableInfo> found) {
        for (TableChoice table : asked) {
            TableInfo whole = found.get(table.info().name());
            if (whole == null) {
                gone.add(table);
            } else {
                table.know(whole);
            }
        }
        wanted.removeAll(asked);
        asking = !wanted.isEmpty();
        if (asking) {
            pause.playFromStart();
        }
        known.accept(asked);
    }
}
