package dev.tidemark.desktop.gate;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.BudgetRing;
import dev.tidemark.desktop.component.CopyableValue;
import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.component.MarksBoard;
import dev.tidemark.desktop.component.Note;
import dev.tidemark.desktop.component.ProblemBox;
import dev.tidemark.desktop.component.Tone;
import dev.tidemark.desktop.page.Footer;
import dev.tidemark.desktop.page.Navigator;
import dev.tidemark.desktop.page.Page;
import dev.tidemark.desktop.page.PageId;
import dev.tidemark.desktop.page.Questions;
import dev.tidemark.desktop.state.CurrentRun;
import dev.tidemark.desktop.state.Preparation;
import dev.tidemark.desktop.state.RunMirror;
import dev.tidemark.desktop.state.Workspace;
import dev.tidemark.problem.Problem;
import dev.tidemark.run.GateState;
import dev.tidemark.run.Pace;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import dev.tidemark.wire.Snapshot;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;

/** Pages 3 to 5: lock, export and mark, on one page. */
public final class GateController implements Page, GateFooter.Orders {
    private final RunMirror mirror;
    private final CurrentRun run;
    private final Workspace workspace;
    private final Preparation preparation;
    private final Navigator navigator;
    private final Supplier<Questions> questions;
    private final GateFooter footers = new GateFooter(this);
    private final ReadOnlyObjectWrapper<Footer> footer = new ReadOnlyObjectWrapper<>(Footer.EMPTY);
    private Optional<Problem> refused = Optional.empty();
    private boolean preparing;

    @FXML
    private Label title;

    @FXML
    private Label lead;

    @FXML
    private ToggleButton automatic;

    @FXML
    private ToggleButton stepByStep;

    @FXML
    private ProblemBox gateProblem;

    @FXML
    private BudgetRing ring;

    @FXML
    private Label budget;

    @FXML
    private Label budgetText;

    @FXML
    private StepList steps;

    @FXML
    private WaitTree waits;

    @FXML
    private BlockerOrders blockerOrders;

    @FXML
    private WaitersChart waiters;

    @FXML
    private Label mostWaiters;

    @FXML
    private CopyableValue snapshotId;

    @FXML
    private Label snapshotFacts;

    @FXML
    private Note snapshotNone;

    @FXML
    private Label marksCount;

    @FXML
    private MarksBoard marks;

    public GateController(
            RunMirror mirror,
            CurrentRun run,
            Workspace workspace,
            Preparation preparation,
            Navigator navigator,
            Supplier<Questions> questions) {
        this.mirror = mirror;
        this.run = run;
        this.workspace = workspace;
        this.preparation = preparation;
        this.navigator = navigator;
        this.questions = questions;
    }

    @Override
    public ObservableValue<Footer> footer() {
        return footer.getReadOnlyProperty();
    }

    @FXML
    private void initialize() {
        ToggleGroup pace = new ToggleGroup();
        pace.getToggles().addAll(automatic, stepByStep);
        automatic.setSelected(true);
        pace.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                pace.selectToggle(before);
            }
        });
        waits.onSelected(this::showBlocker);
        blockerOrders.wire(
                questions, pid -> run.cancelStatement(pid, this::notGiven), pid -> run.endSession(pid, this::notGiven));
        mirror.whileShown(title, this::show);
        workspace.catalog().subscribe(catalog -> show(mirror.state().get()));
    }

    private void show(Optional<RunState> state) {
        if (state.filter(s -> s.stage().gateClosed()).isPresent()) {
            // What could not be done about somebody ahead is no matter any more.
            refused = Optional.empty();
        }
        footer.set(footers.of(state, preparing));
        gateProblem.show(refused.or(() -> state.flatMap(RunState::problem)));
        ring.show(state.map(RunState::gate));
        waiters.show(state);
        boolean planned = state.filter(s -> s.stage() != Stage.PLANNED).isEmpty();
        automatic.setDisable(!planned);
        stepByStep.setDisable(!planned);
        state.ifPresent(this::showRun);
        showSnapshot(state.flatMap(RunState::snapshot));
    }

    private void showRun(RunState state) {
        GateState gate = state.gate();
        title.setText(GateWords.title(state));
        lead.setText(GateWords.lead(state));
        if (state.stage() != Stage.PLANNED) {
            (state.pace() == Pace.AUTOMATIC ? automatic : stepByStep).setSelected(true);
        }
        budget.setText(text("gate.budget-of", Figures.time(gate.budget())));
        budgetText.setText(GateWords.budget(gate));
        steps.show(gate.steps());
        waits.show(state.locks(), state.stage().over());
        showBlocker();
        mostWaiters.setText(gate.mostWaiters() == 0 ? "" : text("gate.at-most", Figures.count(gate.mostWaiters())));
        marks.show(state.plan().eventTopics(), gate.marks(), workspace.catalog().get()::partitions);
        marksCount.setText(text("marks.of", Figures.count(gate.marks().size()), Figures.count(gate.marksExpected())));
    }

    private void showBlocker() {
        boolean asking =
                mirror.state().get().filter(s -> s.stage() == Stage.LOCKING).isPresent();
        blockerOrders.show(waits.selected(), asking, workspace.environment());
    }

    private void notGiven(Problem problem) {
        refused = Optional.of(problem);
        show(mirror.state().get());
    }

    private void showSnapshot(Optional<Snapshot> snapshot) {
        there(snapshotId, snapshot.isPresent());
        there(snapshotFacts, snapshot.isPresent());
        snapshotNone.show(Tone.NEUTRAL, snapshot.isPresent() ? "" : text("gate.no-snapshot"));
        snapshot.ifPresent(s -> {
            snapshotId.show(text("snapshot.id"), s.id());
            String running = s.inProgress().stream().map(String::valueOf).collect(Collectors.joining(", "));
            String shown = running.isEmpty() ? "" : " · " + text("gate.in-progress", running);
            snapshotFacts.setText("xmin " + s.xmin() + " · xmax " + s.xmax() + shown + "\nlsn " + s.lsn());
        });
    }

    @Override
    public void close() {
        refused = Optional.empty();
        run.start(stepByStep.isSelected() ? Pace.STEP_BY_STEP : Pace.AUTOMATIC);
    }

    @Override
    public void next() {
        run.next();
    }

    @Override
    public void giveUp() {
        run.release();
    }

    @Override
    public void toTables() {
        refused = Optional.empty();
        if (!run.underWay()) {
            run.drop();
        }
        navigator.goTo(PageId.TABLES);
    }

    @Override
    public void toRead() {
        navigator.goTo(PageId.READ);
    }

    @Override
    public void tryAgain() {
        mirror.state().get().ifPresent(state -> {
            preparing = true;
            refused = Optional.empty();
            show(mirror.state().get());
            preparation.prepare(state.plan(), () -> prepared(Optional.empty()), p -> prepared(Optional.of(p)));
        });
    }

    private void prepared(Optional<Problem> problem) {
        preparing = false;
        refused = problem;
        show(mirror.state().get());
    }

    private static void there(javafx.scene.Node node, boolean is) {
        node.setVisible(is);
        node.setManaged(is);
    }
}
