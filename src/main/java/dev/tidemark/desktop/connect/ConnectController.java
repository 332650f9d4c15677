package dev.tidemark.desktop.connect;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.ProblemBox;
import dev.tidemark.desktop.memory.Memory;
import dev.tidemark.desktop.memory.Profile;
import dev.tidemark.desktop.page.Action;
import dev.tidemark.desktop.page.Footer;
import dev.tidemark.desktop.page.Navigator;
import dev.tidemark.desktop.page.Page;
import dev.tidemark.desktop.page.PageId;
import dev.tidemark.desktop.state.Connected;
import dev.tidemark.desktop.state.CurrentRun;
import dev.tidemark.desktop.state.Environment;
import dev.tidemark.desktop.state.Tasks;
import dev.tidemark.desktop.state.Workspace;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Secret;
import dev.tidemark.problem.ProblemException;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;

/** Page 1: the two addresses, their tests, and the sandbox. */
public final class ConnectController implements Page {
    private final Workspace workspace;
    private final CurrentRun run;
    private final Tasks tasks;
    private final Navigator navigator;
    private final Memory memory;
    private final ReadOnlyObjectWrapper<Footer> footer = new ReadOnlyObjectWrapper<>(Footer.EMPTY);
    private boolean busy;

    @FXML
    private Label welcomeTitle;

    @FXML
    private HBox firstSteps;

    @FXML
    private Button toWalkthrough;

    @FXML
    private Button toFields;

    @FXML
    private ProfileBar profilesController;

    @FXML
    private Label sandboxText;

    @FXML
    private ProgressIndicator sandboxBusy;

    @FXML
    private Button useSandbox;

    @FXML
    private ProblemBox sandboxProblem;

    @FXML
    private PostgresPane postgresController;

    @FXML
    private KafkaPane kafkaController;

    @FXML
    private ProblemBox connectProblem;

    public ConnectController(Workspace workspace, CurrentRun run, Tasks tasks, Navigator navigator, Memory memory) {
        this.workspace = workspace;
        this.run = run;
        this.tasks = tasks;
        this.navigator = navigator;
        this.memory = memory;
    }

    @Override
    public ObservableValue<Footer> footer() {
        return footer.getReadOnlyProperty();
    }

    @FXML
    private void initialize() {
        useSandbox.setOnAction(e -> useSandbox());
        toWalkthrough.setOnAction(e -> navigator.goTo(PageId.WALKTHROUGH));
        toFields.setOnAction(e -> postgresController.focus());
        welcome(memory.profiles().isEmpty() && memory.plans().isEmpty());
        profilesController.wire(
                name -> Profile.of(name, kafka().environment.get(), database().address(), kafka().address()),
                this::take,
                postgresController::fill,
                problem -> connectProblem.show(Optional.of(problem)));
        workspace
                .opened()
                .subscribe(opened -> opened.filter(plan -> !workspace.isConnectedTo(plan))
                        .ifPresent(plan -> {
                            postgresController.fill(plan.database());
                            kafka().fillWhole(plan.kafka(), kafka().environment.get());
                        }));
        database().subscribe(this::refresh);
        kafka().subscribe(this::refresh);
        workspace.connected().subscribe(connected -> {
            connected.ifPresent(this::showConnected);
            refresh();
        });
    }

    private DatabaseForm database() {
        return postgresController.form();
    }

    private KafkaForm kafka() {
        return kafkaController.form();
    }

    /** Says what all this is, as long as nobody has connected to anything. */
    private void welcome(boolean first) {
        firstSteps.setVisible(first);
        firstSteps.setManaged(first);
        if (first) {
            welcomeTitle.setText(text("connect.welcome"));
            sandboxText.setText(text("connect.welcome-lead"));
        }
    }

    /** Fills the fields from a saved connection. */
    private void take(Profile profile) {
        connectProblem.show(Optional.empty());
        try {
            postgresController.fill(profile.address());
            kafka().fillWhole(profile.kafka(), profile.environment());
        } catch (ProblemException e) {
            connectProblem.show(Optional.of(e.problem()));
        }
    }

    /** Fills the fields from the saved connection of this name. */
    public void choose(String profile) {
        profilesController.choose(profile);
    }

    private void showConnected(Connected connected) {
        database().fill(connected.database());
        kafka().fill(connected.kafka(), connected.environment());
        postgresController.answered(connected.databaseFacts());
        kafkaController.answered(connected.clusterFacts());
        if (connected.sandbox()) {
            sandboxText.setText(text("connect.sandbox-runs"));
            useSandbox.setText(text("connect.running"));
            useSandbox.setDisable(true);
        }
    }

    private void useSandbox() {
        setBusy(true);
        sandboxProblem.show(Optional.empty());
        sandboxText.setText(text("connect.starting"));
        tasks.of("sandbox", () -> Joined.sandbox(workspace, step -> Platform.runLater(() -> sandboxText.setText(step))))
                .onSuccess(this::joined)
                .onError(problem -> {
                    setBusy(false);
                    sandboxText.setText(text("connect.sandbox-failed"));
                    sandboxProblem.answer(problem);
                })
                .start();
    }

    private void connect() {
        connectProblem.show(Optional.empty());
        try {
            DatabaseAddress address = database().address();
            Optional<Secret> secret = database().secret();
            KafkaAddress kafka = kafka().address();
            Runnable remembering = postgresController.remembering(address);
            setBusy(true);
            tasks.of("connect", () -> {
                        Joined joined = new Joined(workspace.connect(address, secret, kafka), Optional.empty());
                        remembering.run();
                        return joined;
                    })
                    .onSuccess(this::joined)
                    .onError(problem -> {
                        setBusy(false);
                        connectProblem.answer(problem);
                    })
                    .start();
        } catch (ProblemException e) {
            connectProblem.answer(e.problem());
        }
    }

    private void joined(Joined joined) {
        setBusy(false);
        run.drop();
        workspace.use(
                joined.servers(),
                joined.sandbox().isPresent()
                        ? Environment.DEVELOPMENT
                        : kafka().environment.get(),
                joined.sandbox());
        navigator.goTo(PageId.TABLES);
    }

    private void setBusy(boolean is) {
        busy = is;
        sandboxBusy.setVisible(is);
        useSandbox.setDisable(is);
        refresh();
    }

    private void refresh() {
        boolean same = workspace.connected().get().filter(this::sameAsTyped).isPresent();
        Action next = same
                ? Action.of(text("connect.next"), () -> navigator.goTo(PageId.TABLES))
                : new Action(text("connect.go"), database().missing().or(kafka()::missing), this::connect)
                        .unless(run.underWay(), text("run.under-way"));
        footer.set(
                Footer.of(busy ? text("connect.connecting") : "").next(next.unless(busy, text("connect.connecting"))));
    }

    private boolean sameAsTyped(Connected connected) {
        return database().shows(connected.database()) && kafka().shows(connected.kafka(), connected.environment());
    }
}
