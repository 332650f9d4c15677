package dev.tidemark.desktop.tables;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.ProblemBox;
import dev.tidemark.desktop.component.VerdictList;
import dev.tidemark.desktop.page.Action;
import dev.tidemark.desktop.page.Footer;
import dev.tidemark.desktop.page.Navigator;
import dev.tidemark.desktop.page.Page;
import dev.tidemark.desktop.page.PageId;
import dev.tidemark.desktop.plans.PlanMenu;
import dev.tidemark.desktop.plans.Plans;
import dev.tidemark.desktop.state.Catalog;
import dev.tidemark.desktop.state.CurrentRun;
import dev.tidemark.desktop.state.Latest;
import dev.tidemark.desktop.state.Preparation;
import dev.tidemark.desktop.state.Tasks;
import dev.tidemark.desktop.state.Workspace;
import dev.tidemark.gate.Verdict;
import dev.tidemark.plan.Plan;
import dev.tidemark.problem.Problem;
import dev.tidemark.run.Rehearsal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Page 2: which tables, to which topics, and the checks before the lock. */
public final class TablesController implements Page {
    private static final Duration PATIENCE = Duration.millis(600);

    private final Workspace workspace;
    private final CurrentRun run;
    private final Preparation preparation;
    private final Tasks tasks;
    private final Navigator navigator;
    private final Plans plans;
    private final TablesModel model = new TablesModel();
    private final Latest checks;
    private final TableLooks looks;
    private final ReadOnlyObjectWrapper<Footer> footer = new ReadOnlyObjectWrapper<>(Footer.EMPTY);
    private List<Verdict> verdicts = List.of();
    private boolean busy;
    /** The plan as it is now; a rehearsal asks for it on a thread of its own. */
    private volatile @Nullable Plan rehearsed;

    @FXML
    private PlanMenu openPlan;

    @FXML
    private Button savePlan;

    @FXML
    private TextField search;

    @FXML
    private TablesView tables;

    @FXML
    private TableDetails detailsController;

    @FXML
    private GatePane gateController;

    @FXML
    private Label checking;

    @FXML
    private Button checkAgain;

    @FXML
    private VerdictList preflight;

    @FXML
    private ProblemBox tablesProblem;

    public TablesController(
            Workspace workspace,
            CurrentRun run,
            Preparation preparation,
            Tasks tasks,
            Navigator navigator,
            Plans plans) {
        this.workspace = workspace;
        this.run = run;
        this.preparation = preparation;
        this.tasks = tasks;
        this.navigator = navigator;
        this.plans = plans;
        this.checks = new Latest(tasks, PATIENCE);
        this.looks = new TableLooks(workspace, tasks, this::known, this::problem);
    }

    @Override
    public ObservableValue<Footer> footer() {
        return footer.getReadOnlyProperty();
    }

    @FXML
    private void initialize() {
        tables.show(model.shown(), looks::at);
        search.textProperty().subscribe(model::search);
        tables.getSelectionModel()
                .selectedItemProperty()
                .subscribe(table -> detailsController.show(Optional.ofNullable(table)));
        gateController.bind(model.gate());
        gateController.rehearsal().wire(tasks, this::rehearsal, this::problem);
        model.gate().properties().forEach(property -> property.subscribe(this::changed));
        model.tables().addListener((ListChangeListener<TableChoice>) change -> changed());
        checkAgain.setOnAction(e -> check());
        workspace.connected().subscribe(connected -> connected.ifPresent(c -> looks.list(tables)));
        workspace.catalog().subscribe(this::show);
        workspace.opened().subscribe(opened -> show(workspace.catalog().get()));
        openPlan.wire(plans, this::problem);
        savePlan.setOnAction(e -> save());
        refresh();
    }

    private void known(List<TableChoice> asked) {
        tables.refresh();
        detailsController.known(asked);
        refresh();
    }

    private void show(Catalog catalog) {
        tablesProblem.show(Optional.empty());
        tables.showTopics(catalog.topics());
        model.load(catalog);
        workspace.proposal().ifPresent(model::take);
        model.chosen().forEach(looks::at);
        tables.getSelectionModel().select(model.chosen().stream().findFirst().orElse(null));
    }

    private void problem(Problem why) {
        tablesProblem.show(Optional.of(why));
    }

    private void save() {
        workspace
                .connected()
                .get()
                .ifPresent(connected -> plans.save(
                        model.plan(connected),
                        file -> footer.set(Footer.of(text("tables.saved", file))
                                .back(footer.get().back().orElseThrow())
                                .next(footer.get().next().orElseThrow())),
                        this::problem));
    }

    private void changed() {
        detailsController.refreshSample();
        check();
    }

    private void check() {
        verdicts = List.of();
        tablesProblem.show(Optional.empty());
        var connected = workspace.connected().get();
        boolean possible =
                connected.isPresent() && workspace.isLive() && model.missing().isEmpty();
        checking.setText(possible ? text("tables.checking") : model.missing().orElse(""));
        if (possible) {
            Plan plan = model.plan(connected.get());
            checks.ask("check", () -> workspace.servers().check(plan), this::showVerdicts, this::checkFailed);
        } else {
            checks.forget();
            preflight.show(List.of());
        }
        refresh();
    }

    /** Whether a check came to this. */
    public boolean found(Verdict.Level level) {
        return verdicts.stream().anyMatch(v -> v.level() == level);
    }

    /** Shows what the checks found; also for whoever shows this page without servers. */
    public void showVerdicts(List<Verdict> found) {
        verdicts = found;
        checking.setText("");
        preflight.show(found);
        refresh();
    }

    private void checkFailed(Problem why) {
        checking.setText("");
        problem(why);
        refresh();
    }

    private void refresh() {
        // Where there is little room the verdicts are below it, so the first is told beside the button.
        Optional<String> refused = VerdictList.refusal(verdicts).map(why -> text("tables.refused", why.what()));
        Action next = new Action(text("tables.next"), model.missing(), this::prepare)
                .unless(busy, text("tables.preparing"))
                .unless(refused.isPresent(), refused.orElse(""))
                .unless(run.underWay(), text("run.under-way"));
        savePlan.setDisable(model.missing().isPresent());
        gateController
                .rehearsal()
                .allow(next.against()
                        .or(() -> workspace.isLive() ? Optional.empty() : Optional.of(text("frame.connect-first"))));
        workspace
                .connected()
                .get()
                .filter(connected -> model.missing().isEmpty())
                .ifPresent(connected -> rehearsed = model.plan(connected));
        footer.set(Footer.of(busy ? text("tables.preparing") : refused.orElseGet(model::summary))
                .back(Action.of(text("frame.back"), () -> navigator.goTo(PageId.CONNECT)))
                .next(next));
    }

    @Override
    public void shown() {
        refresh();
    }

    private Rehearsal rehearsal() {
        return workspace.servers().rehearsal(Objects.requireNonNull(rehearsed));
    }

    private void prepare() {
        workspace.connected().get().ifPresent(connected -> {
            busy = true;
            tablesProblem.show(Optional.empty());
            refresh();
            preparation.prepare(
                    model.plan(connected),
                    () -> {
                        busy = false;
                        refresh();
                        navigator.goTo(PageId.GATE);
                    },
                    problem -> {
                        busy = false;
                        tablesProblem.answer(problem);
                        refresh();
                    });
        });
    }
}
