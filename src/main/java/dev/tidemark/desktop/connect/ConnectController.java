package dev.tidemark.desktop.connect;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.component.Note;
import dev.tidemark.desktop.component.ProblemBox;
import dev.tidemark.desktop.component.Tone;
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
import dev.tidemark.postgres.ServerFacts;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.run.Servers;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;

/** Page 1: the two addresses, their tests, and the sandbox. */
public final class ConnectController implements Page {
    private final Workspace workspace;
    private final CurrentRun run;
    private final Tasks tasks;
    private final Navigator navigator;
    private final Supplier<Optional<File>> fileChooser;
    private final DatabaseForm form = new DatabaseForm();
    private final ReadOnlyObjectWrapper<Footer> footer = new ReadOnlyObjectWrapper<>(Footer.EMPTY);
    private boolean busy;

    @FXML
    private Label sandboxText;

    @FXML
    private ProgressIndicator sandboxBusy;

    @FXML
    private Button useSandbox;

    @FXML
    private ProblemBox sandboxProblem;

    @FXML
    private TextField url;

    @FXML
    private TextField host;

    @FXML
    private TextField port;

    @FXML
    private TextField database;

    @FXML
    private TextField user;

    @FXML
    private PasswordField password;

    @FXML
    private ComboBox<SslMode> sslMode;

    @FXML
    private Note sslNote;

    @FXML
    private Button testDatabase;

    @FXML
    private Note databaseResult;

    @FXML
    private ProblemBox databaseProblem;

    @FXML
    private TextField bootstrap;

    @FXML
    private TextField properties;

    @FXML
    private Button chooseProperties;

    @FXML
    private ComboBox<Environment> environment;

    @FXML
    private Button testKafka;

    @FXML
    private Note kafkaResult;

    @FXML
    private ProblemBox kafkaProblem;

    @FXML
    private ProblemBox connectProblem;

    /**
     * @param fileChooser asks for a client.properties file; given from outside, since there is no dialog without a screen
     */
    public ConnectController(
            Workspace workspace,
            CurrentRun run,
            Tasks tasks,
            Navigator navigator,
            Supplier<Optional<File>> fileChooser) {
        this.workspace = workspace;
        this.run = run;
        this.tasks = tasks;
        this.navigator = navigator;
        this.fileChooser = fileChooser;
    }

    @Override
    public ObservableValue<Footer> footer() {
        return footer.getReadOnlyProperty();
    }

    @FXML
    private void initialize() {
        host.textProperty().bindBidirectional(form.host);
        port.textProperty().bindBidirectional(form.port);
        database.textProperty().bindBidirectional(form.database);
        user.textProperty().bindBidirectional(form.user);
        environment.getItems().setAll(Environment.values());
        environment.setValue(Environment.PRODUCTION);
        sslMode.getItems().setAll(SslMode.values());
        sslMode.valueProperty().bindBidirectional(form.sslMode);
        form.sslMode.subscribe(this::explainEncryption);
        form.host.subscribe(this::explainEncryption);
        form.database.subscribe(this::refresh);
        form.user.subscribe(this::refresh);
        bootstrap.textProperty().subscribe(this::refresh);
        environment.valueProperty().subscribe(this::refresh);
        url.textProperty().subscribe(this::takeUrl);
        testDatabase.setOnAction(e -> testDatabase());
        testKafka.setOnAction(e -> testKafka());
        useSandbox.setOnAction(e -> useSandbox());
        chooseProperties.setOnAction(e -> fileChooser.get().ifPresent(file -> properties.setText(file.getPath())));
        workspace.connected().subscribe(connected -> {
            connected.ifPresent(this::showConnected);
            explainEncryption();
        });
    }

    private void showConnected(Connected connected) {
        form.fill(connected.database());
        bootstrap.setText(connected.kafka().bootstrapServers());
        environment.setValue(connected.environment());
        showDatabase(connected.databaseFacts());
        kafkaResult.show(Tone.GOOD, describe(connected));
        if (connected.sandbox()) {
            sandboxText.setText("The sandbox is running: a real PostgreSQL and a real Kafka on this computer, "
                    + "and an application that keeps writing to the demo shop. It ends with this window.");
            useSandbox.setText("Running");
            useSandbox.setDisable(true);
        }
    }

    private void takeUrl(String text) {
        if (text.contains("://")) {
            try {
                form.fill(DatabaseAddress.parse(text));
                databaseProblem.show(Optional.empty());
            } catch (ProblemException e) {
                databaseProblem.show(Optional.of(e.problem()));
            }
        }
    }

    private void explainEncryption() {
        SslMode mode = form.sslMode.get();
        boolean loopback = SslMode.isLoopback(form.host.get());
        sslNote.show(
                mode.warns(form.host.get()) ? Tone.WARN : Tone.NEUTRAL,
                mode.meaning()
                        + (loopback && mode != SslMode.VERIFY_FULL ? " Fine for a server on this computer." : ""));
        refresh();
    }

    private void testDatabase() {
        databaseResult.show(Tone.NEUTRAL, "Connecting…");
        databaseProblem.show(Optional.empty());
        try {
            DatabaseAddress address = form.address();
            Optional<Secret> secret = secret();
            tasks.of("test-database", () -> Servers.test(address, secret))
                    .onSuccess(this::showDatabase)
                    .onError(problem -> failed(databaseResult, databaseProblem, problem))
                    .start();
        } catch (ProblemException e) {
            failed(databaseResult, databaseProblem, e.problem());
        }
    }

    private void testKafka() {
        kafkaResult.show(Tone.NEUTRAL, "Connecting…");
        kafkaProblem.show(Optional.empty());
        KafkaAddress address = kafka();
        tasks.of("test-kafka", () -> Servers.test(address))
                .onSuccess(facts -> kafkaResult.show(
                        Tone.GOOD,
                        Figures.count(facts.brokers(), "broker", "brokers") + ", " + Figures.time(facts.latency())
                                + " away"))
                .onError(problem -> failed(kafkaResult, kafkaProblem, problem))
                .start();
    }

    private void useSandbox() {
        setBusy(true);
        sandboxProblem.show(Optional.empty());
        sandboxText.setText("Starting…");
        tasks.of("sandbox", () -> {
                    Workspace.SandboxInUse inUse =
                            workspace.startSandbox(step -> Platform.runLater(() -> sandboxText.setText(step)));
                    return new Joined(connectTo(inUse), Optional.of(inUse));
                })
                .onSuccess(this::joined)
                .onError(problem -> {
                    setBusy(false);
                    sandboxText.setText("The sandbox did not start.");
                    sandboxProblem.show(Optional.of(problem));
                })
                .start();
    }

    private Servers connectTo(Workspace.SandboxInUse inUse) {
        try {
            return workspace.connect(
                    inUse.sandbox().database(),
                    inUse.sandbox().password(),
                    inUse.sandbox().kafka());
        } catch (RuntimeException e) {
            inUse.close();
            throw e;
        }
    }

    private void connect() {
        connectProblem.show(Optional.empty());
        try {
            DatabaseAddress address = form.address();
            Optional<Secret> secret = secret();
            KafkaAddress kafka = kafka();
            setBusy(true);
            tasks.of("connect", () -> new Joined(workspace.connect(address, secret, kafka), Optional.empty()))
                    .onSuccess(this::joined)
                    .onError(problem -> {
                        setBusy(false);
                        connectProblem.show(Optional.of(problem));
                    })
                    .start();
        } catch (ProblemException e) {
            connectProblem.show(Optional.of(e.problem()));
        }
    }

    private void joined(Joined joined) {
        setBusy(false);
        run.drop();
        workspace.use(
                joined.servers(),
                joined.sandbox().isPresent() ? Environment.DEVELOPMENT : environment.getValue(),
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
                ? Action.of("Next: tables", () -> navigator.goTo(PageId.TABLES))
                : new Action("Connect", form.missing(), this::connect)
                        .unless(bootstrap.getText().isBlank(), "Kafka's bootstrap servers are missing.")
                        .unless(run.underWay(), "A run is under way: finish or discard it first.");
        footer.set(Footer.of(busy ? "Connecting…" : "").next(next.unless(busy, "Connecting…")));
    }

    private boolean sameAsTyped(Connected connected) {
        return connected.database().host().equals(form.host.get())
                && String.valueOf(connected.database().port()).equals(form.port.get())
                && connected.database().database().equals(form.database.get())
                && connected.database().user().equals(form.user.get())
                && connected.kafka().bootstrapServers().equals(bootstrap.getText())
                && connected.environment() == environment.getValue();
    }

    private void showDatabase(ServerFacts facts) {
        databaseResult.show(
                facts.standby() ? Tone.WARN : Tone.GOOD,
                "PostgreSQL " + facts.version() + (facts.standby() ? ", standby: it refuses LOCK" : "") + ", as "
                        + facts.role() + ", " + Figures.time(facts.latency()) + " away");
    }

    private static String describe(Connected connected) {
        return Figures.count(connected.clusterFacts().brokers(), "broker", "brokers") + ", "
                + Figures.time(connected.clusterFacts().latency()) + " away";
    }

    private static void failed(Note result, ProblemBox box, Problem problem) {
        result.setText("");
        box.show(Optional.of(problem));
    }

    private Optional<Secret> secret() {
        return password.getText().isEmpty() ? Optional.empty() : Optional.of(new Secret(password.getText()));
    }

    private KafkaAddress kafka() {
        String file = properties.getText().strip();
        return new KafkaAddress(
                bootstrap.getText().strip(), file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)));
    }

    /** Servers that answered, and the sandbox if they are its. */
    private record Joined(Servers servers, Optional<Workspace.SandboxInUse> sandbox) {}
}
