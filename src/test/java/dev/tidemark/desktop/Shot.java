package dev.tidemark.desktop;

import dev.tidemark.desktop.page.PageId;
import dev.tidemark.desktop.state.Catalog;
import dev.tidemark.desktop.tables.TablesController;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;

/** Pages in made-up states, without servers. */
enum Shot {
    CONNECT(PageId.CONNECT),
    KEYS(PageId.CONNECT),
    TABLES(PageId.TABLES),
    TABLES_CHOSEN(PageId.TABLES),
    TABLES_REFUSED(PageId.TABLES),
    GATE_PLANNED(PageId.GATE, MadeUp.planned()),
    GATE_LOCKING(PageId.GATE, MadeUp.locking()),
    GATE_CLOSED(PageId.GATE, MadeUp.marking()),
    GATE_OPEN(PageId.GATE, MadeUp.released()),
    GATE_FAILED(PageId.GATE, MadeUp.failed()),
    READ(PageId.READ, MadeUp.at(Stage.READING)),
    READ_PAUSED(PageId.READ, MadeUp.paused()),
    COMMIT(PageId.COMMIT, MadeUp.at(Stage.STAGED)),
    COMMIT_ASKED(PageId.COMMIT, MadeUp.at(Stage.STAGED)),
    DISCARD_ASKED(PageId.READ, MadeUp.at(Stage.READING)),
    PUBLISHING(PageId.COMMIT, MadeUp.at(Stage.PUBLISHING)),
    COMMITTED(PageId.COMMIT, MadeUp.at(Stage.COMMITTED)),
    DISCARDED(PageId.COMMIT, MadeUp.at(Stage.DISCARDED)),
    HISTORY(PageId.HISTORY, MadeUp.at(Stage.COMMITTED)),
    WALKTHROUGH(PageId.WALKTHROUGH);

    private final PageId page;
    private final Optional<RunState> state;

    Shot(PageId page) {
        this.page = page;
        this.state = Optional.empty();
    }

    Shot(PageId page, RunState state) {
        this.page = page;
        this.state = Optional.of(state);
    }

    /** Shows it in a window, whatever this showed before; on the screen's thread. */
    void show(Wiring window) {
        if (this != CONNECT && this != KEYS) {
            window.workspace().show(MadeUp.connected());
        }
        if (page == PageId.TABLES) {
            if (this != TABLES) {
                window.workspace().open(MadeUp.plan());
            }
            window.workspace().show(new Catalog(MadeUp.tables(), MadeUp.topics()));
        }
        if (this == TABLES_REFUSED && window.page(PageId.TABLES) instanceof TablesController tables) {
            tables.showVerdicts(MadeUp.verdicts());
        }
        state.ifPresentOrElse(run -> window.mirror().follow(() -> run), window.mirror()::forget);
        window.navigator().goTo(page);
        ((ToggleButton) node(window, ".bottom-bar #sessions")).setSelected(this == GATE_CLOSED);
        if (this == KEYS) {
            Objects.requireNonNull(window.scene().getAccelerators().get(new KeyCodeCombination(KeyCode.F1)))
                    .run();
        }
        if (this == COMMIT_ASKED) {
            ((javafx.scene.control.Button) node(window, "#next")).fire();
        }
        if (this == DISCARD_ASKED) {
            ((javafx.scene.control.Button) node(window, "#stop")).fire();
        }
    }

    /** Whether a question lies over the page. */
    boolean asks() {
        return this == KEYS || this == COMMIT_ASKED || this == DISCARD_ASKED;
    }

    /** Takes away what lies over the page. */
    void leave(Wiring window) {
        if (window.scene().lookup("#keys-close") instanceof javafx.scene.control.Button close) {
            close.fire();
        }
        if (window.scene().lookup("#confirmation-no") instanceof javafx.scene.control.Button no) {
            no.fire();
        }
    }

    private static javafx.scene.Node node(Wiring window, String id) {
        return Objects.requireNonNull(window.scene().lookup(id), id);
    }
}
