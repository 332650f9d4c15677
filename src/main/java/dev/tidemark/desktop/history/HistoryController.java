package dev.tidemark.desktop.history;

import dev.tidemark.desktop.component.Columns;
import dev.tidemark.desktop.component.EmptyState;
import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.component.Note;
import dev.tidemark.desktop.component.ProblemBox;
import dev.tidemark.desktop.component.Tone;
import dev.tidemark.desktop.page.Action;
import dev.tidemark.desktop.page.Footer;
import dev.tidemark.desktop.page.Navigator;
import dev.tidemark.desktop.page.Page;
import dev.tidemark.desktop.page.PageId;
import dev.tidemark.desktop.page.Questions;
import dev.tidemark.desktop.state.CurrentRun;
import dev.tidemark.desktop.state.History;
import dev.tidemark.desktop.text.Texts;
import dev.tidemark.run.PastRun;
import dev.tidemark.run.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.kordamp.ikonli.feather.Feather;

/** All runs on this computer, and what can be done with those that were cut short. */
public final class HistoryController implements Page {
    /** The whole of an id, of a time, and of a state in any language. */
    private static final int[] LEAST_WIDTHS = {164, 148, 92};

    private static final int WHO = 3;
    private static final double ROOM_FOR_WHO = 900;

    private final History history;
    private final CurrentRun current;
    private final Navigator navigator;
    private final Supplier<Questions> questions;
    private final ReadOnlyObjectWrapper<Footer> footer = new ReadOnlyObjectWrapper<>(Footer.EMPTY);

    @FXML
    private TextField searchRuns;

    @FXML
    private TableView<PastRun> runs;

    @FXML
    private Note standing;

    @FXML
    private Button openReport;

    @FXML
    private Button showFolder;

    @FXML
    private ProblemBox historyProblem;

    public HistoryController(History history, CurrentRun current, Navigator navigator, Supplier<Questions> questions) {
        this.history = history;
        this.current = current;
        this.navigator = navigator;
        this.questions = questions;
    }

    @Override
    public ObservableValue<Footer> footer() {
        return footer.getReadOnlyProperty();
    }

    @FXML
    private void initialize() {
        runs.getColumns()
                .setAll(List.of(
                        Columns.<PastRun>text(
                                Texts.text("run.run"), 178, run -> run.run().value(), "mono"),
                        Columns.<PastRun>hinted(
                                Texts.text("history.begun"),
                                156,
                                RunWords::begun,
                                run -> Figures.withZone(run.begun())),
                        Columns.<PastRun>text(Texts.text("history.state"), 92, RunWords::state, "strong"),
                        Columns.<PastRun>text(Texts.text("history.who"), 150, RunWords::who),
                        Columns.<PastRun>text(
                                Texts.text("run.gate-closed"),
                                88,
                                run -> run.closed().map(Figures::time).orElse(""),
                                "right"),
                        Columns.<PastRun>text(
                                Texts.text("run.rows-read"), 92, run -> Figures.count(run.rowsRead()), "right"),
                        Columns.<PastRun>text(
                                Texts.text("run.published"), 92, run -> Figures.count(run.rowsPublished()), "right"),
                        Columns.<PastRun>text(Texts.text("history.tables"), 180, RunWords::tables)));
        for (int i = 0; i < LEAST_WIDTHS.length; i++) {
            TableColumn<PastRun, ?> column = runs.getColumns().get(i);
            column.setMinWidth(Math.max(column.getMinWidth(), LEAST_WIDTHS[i]));
        }
        Columns.onlyFrom(ROOM_FOR_WHO, runs, runs.getColumns().get(WHO));
        runs.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        runs.setPlaceholder(new EmptyState(Feather.CLOCK, Texts.text("history.none"), Texts.text("history.none-lead")));
        runs.getSelectionModel().selectedItemProperty().subscribe(run -> showChosen());
        searchRuns.textProperty().subscribe(text -> fill());
        history.known().subscribe(known -> fill());
        history.problem()
                .subscribe(problem -> historyProblem.show(problem.or(() -> chosen().flatMap(PastRun::problem))));
    }

    @Override
    public void shown() {
        history.look();
    }

    private void fill() {
        // Who has not chosen an earlier one looks at the latest.
        Optional<PastRun> before =
                chosen().filter(run -> runs.getSelectionModel().getSelectedIndex() > 0);
        String[] words = searchRuns.getText().toLowerCase(Locale.ROOT).strip().split("\\s+");
        runs.getItems()
                .setAll(history.known().get().stream()
                        .filter(run -> Arrays.stream(words).allMatch(RunWords.all(run)::contains))
                        .toList());
        runs.getItems().stream()
                .filter(run -> before.filter(b -> b.run().equals(run.run())).isPresent())
                .findFirst()
                .or(() -> runs.getItems().stream().findFirst())
                .ifPresent(runs.getSelectionModel()::select);
        showChosen();
    }

    private Optional<PastRun> chosen() {
        return Optional.ofNullable(runs.getSelectionModel().getSelectedItem());
    }

    private void showChosen() {
        Optional<PastRun> run = chosen();
        standing.show(
                run.filter(r -> r.standing() != Standing.OVER).isPresent() ? Tone.WARN : Tone.NEUTRAL,
                run.map(r -> (r.standing().fact() + " " + r.standing().advice()).strip() + "\n"
                                + String.join(" · ", RunWords.tables(r), r.database()))
                        .orElse(""));
        historyProblem.show(history.problem().get().or(() -> run.flatMap(PastRun::problem)));
        openReport.setDisable(
                run.filter(r -> r.standing() != Standing.UNREADABLE).isEmpty());
        showFolder.setDisable(run.isEmpty());
        footer.set(run.map(this::footerOf).orElse(Footer.EMPTY));
    }

    private Footer footerOf(PastRun run) {
        Footer fresh = Footer.of(run.run().value());
        if (run.standing() == Standing.OVER || run.standing() == Standing.UNREADABLE) {
            return fresh.stop(Action.of(Texts.text("history.delete"), () -> delete(run)));
        }
        Footer withDiscard = run.standing().discardable()
                ? fresh.stop(Action.of(Texts.text("run.discard"), () -> discard(run)))
                : fresh;
        return run.standing().resumable()
                ? withDiscard.next(Action.of(Texts.text("history.resume"), () -> resume(run))
                        .unless(current.underWay(), Texts.text("history.another-under-way")))
                : withDiscard;
    }

    @FXML
    private void openReport() {
        chosen().ifPresent(run -> history.openReport(run.run().value()));
    }

    @FXML
    private void showFolder() {
        chosen().ifPresent(run -> history.showFolder(run.run().value()));
    }

    @FXML
    private void showLogs() {
        history.showLogs();
    }

    private void resume(PastRun run) {
        history.resume(run, backfill -> {
            current.begin(backfill);
            navigator.goTo(PageId.COMMIT);
        });
    }

    private void discard(PastRun run) {
        questions
                .get()
                .ask(
                        Texts.text("history.discard-title", run.run()),
                        Texts.text("history.discard-consequence"),
                        Texts.text("run.discard-yes"),
                        Texts.text("run.keep"),
                        () -> history.discard(run, what -> standing.show(Tone.GOOD, what)));
    }

    private void delete(PastRun run) {
        questions
                .get()
                .ask(
                        Texts.text("history.delete-title", run.run()),
                        Texts.text("history.delete-consequence"),
                        Texts.text("history.delete-yes"),
                        Texts.text("run.keep"),
                        () -> history.delete(run));
    }
}
