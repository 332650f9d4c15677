package dev.tidemark.desktop.commit;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Card;
import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.component.Hint;
import dev.tidemark.desktop.component.MarksBoard;
import dev.tidemark.desktop.component.Meter;
import dev.tidemark.desktop.component.ProblemBox;
import dev.tidemark.desktop.page.Footer;
import dev.tidemark.desktop.page.Navigator;
import dev.tidemark.desktop.page.Page;
import dev.tidemark.desktop.page.PageId;
import dev.tidemark.desktop.page.Questions;
import dev.tidemark.desktop.state.CurrentRun;
import dev.tidemark.desktop.state.History;
import dev.tidemark.desktop.state.RunMirror;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import dev.tidemark.run.TableState;
import dev.tidemark.wire.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The decision: what was read, what will be published, and what became of it. */
public final class CommitController implements Page, CommitFooter.Orders {
    private static final PseudoClass WITHDRAWN = PseudoClass.getPseudoClass("withdrawn");
    private static final int ROW_HEIGHT = 31;
    private static final int HEAD_HEIGHT = 32;
    /** Where there is less, a fact's name stands above it. */
    private static final double ROOM_FOR_NAMES = 230;

    private final RunMirror mirror;
    private final CurrentRun run;
    private final CommitGuard guard;
    private final Navigator navigator;
    private final Supplier<Questions> questions;
    private final History history;
    private final CommitFooter footers = new CommitFooter(this);
    private final ReadOnlyObjectWrapper<Footer> footer = new ReadOnlyObjectWrapper<>(Footer.EMPTY);

    @FXML
    private Label title;

    @FXML
    private Label lead;

    @FXML
    private Label percent;

    @FXML
    private Label left;

    @FXML
    private Meter meter;

    @FXML
    private ProblemBox commitProblem;

    @FXML
    private Card tablesCard;

    @FXML
    private TableView<TableState> tables;

    @FXML
    private GridPane facts;

    @FXML
    private Card marksCard;

    @FXML
    private MarksBoard marks;

    @FXML
    private RunTimeline timeline;

    @FXML
    private Card standing;

    @FXML
    private Label standingText;

    public CommitController(
            RunMirror mirror,
            CurrentRun run,
            Navigator navigator,
            Supplier<Questions> questions,
            History history,
            CommitGuard guard) {
        this.guard = guard;
        this.history = history;
        this.mirror = mirror;
        this.run = run;
        this.navigator = navigator;
        this.questions = questions;
    }

    @Override
    public ObservableValue<Footer> footer() {
        return footer.getReadOnlyProperty();
    }

    @FXML
    private void initialize() {
        TableCounts.in(tables);
        facts.widthProperty()
                .map(width -> width.doubleValue() < ROOM_FOR_NAMES)
                .subscribe(narrow -> mirror.state().get().ifPresent(this::showFacts));
        mirror.whileShown(title, this::show);
    }

    private void show(Optional<RunState> seen) {
        footer.set(seen.map(footers::of).orElse(Footer.EMPTY));
        seen.ifPresent(this::show);
    }

    private void show(RunState state) {
        Stage stage = state.stage();
        title.setText(CommitWords.title(stage));
        lead.setText(CommitWords.lead(state));
        tablesCard.setTitle(CommitWords.tables(state));
        marksCard.setTitle(CommitWords.marks(state));
        marksCard.pseudoClassStateChanged(WITHDRAWN, stage == Stage.DISCARDED);
        boolean moving = stage == Stage.PUBLISHING || stage == Stage.COMMITTED;
        for (Region part : List.of(percent, left, meter)) {
            there(part, moving);
        }
        TableCounts.showPublished(tables, moving);
        percent.setText(Figures.percent(state.publishFraction()));
        left.setText(
                stage == Stage.COMMITTED
                        ? text("commit.in-log", state.rowsPublished())
                        : state.throughput().left().map(Figures::aboutLeft).orElse(""));
        meter.show(state.publishFraction(), stage == Stage.COMMITTED);
        commitProblem.show(state.problem());
        tables.setItems(FXCollections.observableArrayList(state.tables()));
        double height = HEAD_HEIGHT
                + ROW_HEIGHT * (double) Math.max(1, Math.min(6, state.tables().size()));
        tables.setPrefHeight(height);
        tables.setMinHeight(height);
        showFacts(state);
        marks.show(state.plan().eventTopics(), state.gate().marks(), topic -> 0);
        timeline.show(state);
        there(standing, stage.over());
        standingText.setText(stage.over() ? CommitWords.standing(state) : "");
    }

    private void showFacts(RunState state) {
        facts.getChildren().clear();
        fact("run.run", state.run().value());
        fact("commit.snapshot", state.snapshot().map(Snapshot::id).orElse("–"));
        fact(
                "commit.position",
                state.snapshot()
                        .map(p -> "xmin " + p.xmin() + " · xmax " + p.xmax() + "\nlsn " + p.lsn())
                        .orElse("–"));
        int most = state.gate().mostWaiters();
        fact(
                "run.gate-closed",
                text(
                        "commit.of-budget",
                        Figures.time(state.gate().closedFor(System.nanoTime())),
                        Figures.time(state.gate().budget())));
        fact("commit.who-waited", text("commit.waited", most));
    }

    private void fact(String key, String value) {
        Label name = new Label(text(key));
        name.getStyleClass().addAll("muted", "type-small");
        name.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setValignment(name, VPos.TOP);
        Label shown = new Label(value);
        shown.getStyleClass().addAll("type-mono");
        shown.setWrapText(true);
        shown.setMinHeight(Region.USE_PREF_SIZE);
        Hint.on(shown, value);
        if (facts.getWidth() < ROOM_FOR_NAMES) {
            facts.addRow(facts.getRowCount(), new VBox(name, shown));
        } else {
            facts.addRow(facts.getRowCount(), name, shown);
        }
    }

    private static void there(Region region, boolean is) {
        region.setVisible(is);
        region.setManaged(is);
    }

    @FXML
    private void openReport() {
        mirror.state().get().ifPresent(state -> history.openReport(state.run().value()));
    }

    @FXML
    private void showFolder() {
        mirror.state().get().ifPresent(state -> history.showFolder(state.run().value()));
    }

    @Override
    public void commit() {
        mirror.state().get().ifPresent(state -> guard.pass(state, run::commit));
    }

    @Override
    public void discard() {
        questions
                .get()
                .ask(
                        text("run.discard-title"),
                        mirror.state().get().map(CommitWords::discard).orElse(""),
                        text("run.discard-yes"),
                        text("run.keep"),
                        run::discard);
    }

    @Override
    public void back() {
        navigator.goTo(PageId.READ);
    }

    @Override
    public void another() {
        run.drop();
        navigator.goTo(PageId.TABLES);
    }
}
