package dev.tidemark.desktop.read;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.AreaChart;
import dev.tidemark.desktop.component.Columns;
import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.component.Meter;
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
import dev.tidemark.desktop.state.RunMirror;
import dev.tidemark.plan.ReadPlan;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import dev.tidemark.run.TableState;
import dev.tidemark.run.Throughput;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;

/** The read: how far it is, how fast it goes, and what the rows look like. */
public final class ReadController implements Page {
    private static final int ROW_HEIGHT = 31;
    private static final int HEAD_HEIGHT = 32;
    private static final double NAME_WIDTH = 106;
    private static final double ROWS_WIDTH = 150;
    private static final double ROOM_FOR_TOPICS = 480;

    private final RunMirror mirror;
    private final CurrentRun run;
    private final Navigator navigator;
    private final Supplier<Questions> questions;
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
    private ProblemBox readProblem;

    @FXML
    private TableView<TableState> tables;

    @FXML
    private Label rate;

    @FXML
    private AreaChart chart;

    @FXML
    private ReadControls controls;

    @FXML
    private Note readWarning;

    @FXML
    private PreviewPane previewController;

    public ReadController(RunMirror mirror, CurrentRun run, Navigator navigator, Supplier<Questions> questions) {
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
        tables.getColumns()
                .setAll(List.of(
                        Columns.<TableState>text(
                                text("tables.table"),
                                NAME_WIDTH,
                                t -> t.plan().table().name(),
                                "strong"),
                        Columns.<TableState>text(
                                text("read.topic"), 168, t -> t.plan().rowsTopic(), "mono"),
                        Columns.<TableState>text(text("read.rows"), ROWS_WIDTH, ReadController::rows, "right"),
                        Columns.<TableState>text(text("read.done"), 60, t -> Figures.percent(t.fraction()), "right"),
                        Columns.<TableState>text(text("read.speed"), 80, ReadController::speed, "right")));
        // Where there is little room, names are shortened rather than how far a table is.
        tables.getColumns().getFirst().setMinWidth(NAME_WIDTH);
        tables.getColumns().get(2).setMinWidth(ROWS_WIDTH);
        tables.getColumns().get(3).setMinWidth(60);
        Columns.onlyFrom(ROOM_FOR_TOPICS, tables, tables.getColumns().get(1));
        tables.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        controls.wire(run);
        mirror.whileShown(title, this::show);
    }

    private static String rows(TableState table) {
        // The planner's estimate of a table that has just been filled may be far too low.
        return table.readFinished().isPresent() || table.rowsRead() > table.rowsExpected()
                ? Figures.count(table.rowsRead())
                : text("read.rows-of", Figures.count(table.rowsRead()), Figures.about(table.rowsExpected()));
    }

    private static String speed(TableState table) {
        return table.readFinished().isPresent() ? text("read.table-done") : Figures.about(table.rowsPerSecond());
    }

    private void show(Optional<RunState> seen) {
        footer.set(seen.map(this::footer).orElse(Footer.EMPTY));
        seen.ifPresent(this::show);
    }

    private void show(RunState state) {
        boolean done = state.stage().compareTo(Stage.STAGED) >= 0 && state.stage() != Stage.FAILED;
        boolean streamed = state.plan().read().mode() == ReadPlan.Mode.STREAMED;
        title.setText(text(done ? "read.title-done" : state.read().paused() ? "read.title-paused" : "read.title"));
        controls.show(state);
        readWarning.show(Tone.WARN, done ? "" : state.read().warning().orElse(""));
        lead.setText(text("read.lead", Figures.time(state.gate().closedFor(System.nanoTime()))) + age(state));
        percent.setText(Figures.percent(state.readFraction()));
        left.setText(
                done
                        ? text(streamed ? "read.streamed" : "read.staged", state.rowsRead())
                        : state.throughput()
                                .left()
                                .filter(time -> !state.read().paused())
                                .map(Figures::aboutLeft)
                                .orElse(""));
        meter.show(state.readFraction(), done);
        readProblem.show(state.problem());
        tables.setItems(FXCollections.observableArrayList(state.tables()));
        double height = HEAD_HEIGHT
                + ROW_HEIGHT * (double) Math.max(1, Math.min(6, state.tables().size()));
        tables.setPrefHeight(height);
        tables.setMinHeight(height);
        if (state.stage() == Stage.READING || state.stage() == Stage.STAGED) {
            showSpeed(state);
        }
    }

    /** A snapshot that is held keeps vacuum from cleaning the whole database, so its age is always on show. */
    private static String age(RunState state) {
        return state.snapshotAt()
                .filter(at -> !state.snapshotFreed())
                .map(at -> " " + text("read.held", Figures.age(Duration.between(at, Instant.now()))))
                .orElseGet(() -> state.snapshotFreed() ? " " + text("read.released") : "");
    }

    private void showSpeed(RunState state) {
        Throughput speed = state.throughput();
        rate.setText(text("read.rate", Figures.about(speed.rowsPerSecond()), Figures.bytes(speed.bytesPerSecond())));
        double most = speed.samples().stream()
                .mapToDouble(Throughput.Sample::rowsPerSecond)
                .max()
                .orElse(0);
        Duration all = speed.samples().isEmpty()
                ? Duration.ZERO
                : speed.samples().getLast().since();
        double width = Math.max(1, all.toMillis());
        chart.show(
                speed.samples().stream()
                        .map(s -> new AreaChart.Point(s.since().toMillis() / width, s.rowsPerSecond()))
                        .toList(),
                most * 1.1,
                most == 0 ? "" : text("read.rows-a-second", Figures.about(most)),
                text("read.start"),
                all.isZero() ? "" : Figures.age(all));
    }

    private Footer footer(RunState state) {
        Action review = Action.of(text("commit.title"), () -> navigator.goTo(PageId.COMMIT));
        return switch (state.stage()) {
            case READING ->
                Footer.of(state.read().paused() ? text("read.paused") : "")
                        .stop(Action.of(text("run.discard"), this::discard))
                        .next(review.unless(true, text("read.not-finished")));
            case STAGED, PUBLISHING, COMMITTED ->
                Footer.of(text("read.summary", state.rowsRead(), Figures.bytes(state.bytesRead())))
                        .next(review);
            case DISCARDED, FAILED ->
                Footer.of(text("run.over")).next(Action.of(text("tables.title"), () -> navigator.goTo(PageId.TABLES)));
            case PLANNED, LOCKING, LOCKED, EXPORTED, MARKED ->
                Footer.of("").back(Action.of(text("frame.back"), () -> navigator.goTo(PageId.GATE)));
        };
    }

    private void discard() {
        questions
                .get()
                .ask(
                        text("run.discard-title"),
                        text("read.discard-consequence"),
                        text("run.discard-yes"),
                        text("read.go-on"),
                        run::discard);
    }
}
