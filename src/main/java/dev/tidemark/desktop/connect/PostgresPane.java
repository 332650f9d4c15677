package dev.tidemark.desktop.connect;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.desktop.component.Note;
import dev.tidemark.desktop.component.ProblemBox;
import dev.tidemark.desktop.component.Tone;
import dev.tidemark.desktop.memory.Passwords;
import dev.tidemark.desktop.state.Tasks;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Secret;
import dev.tidemark.postgres.ServerFacts;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.run.Servers;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;

/** The database's address as fields, and its test. */
public final class PostgresPane {
    private final Tasks tasks;
    private final Passwords passwords;
    private final DatabaseForm form = new DatabaseForm();

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
    private CheckBox remember;

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

    /** @param passwords those that the operator asked to be remembered */
    public PostgresPane(Tasks tasks, Passwords passwords) {
        this.tasks = tasks;
        this.passwords = passwords;
    }

    @FXML
    private void initialize() {
        host.textProperty().bindBidirectional(form.host);
        port.textProperty().bindBidirectional(form.port);
        database.textProperty().bindBidirectional(form.database);
        user.textProperty().bindBidirectional(form.user);
        password.textProperty().bindBidirectional(form.password);
        sslMode.getItems().setAll(SslMode.values());
        sslMode.valueProperty().bindBidirectional(form.sslMode);
        form.sslMode.subscribe(this::explainEncryption);
        form.host.subscribe(this::explainEncryption);
        url.textProperty().subscribe(this::takeUrl);
        remember.setText(text("connect.remember-in", passwords.where()));
        testDatabase.setOnAction(e -> test());
        explainEncryption();
    }

    DatabaseForm form() {
        return form;
    }

    /** Puts the cursor where one begins to type. */
    void focus() {
        url.requestFocus();
    }

    /** Fills the fields, with the password if it is remembered. */
    void fill(DatabaseAddress address) {
        form.fill(address);
        form.password.set("");
        remember.setSelected(false);
        tasks.of("password", () -> passwords.find(address))
                .onSuccess(known -> known.filter(secret -> form.shows(address)).ifPresent(secret -> {
                    form.password.set(secret.reveal());
                    remember.setSelected(true);
                }))
                .start();
    }

    /** The password was right: remembers it if that was asked for, and forgets it otherwise; blocks. */
    Runnable remembering(DatabaseAddress address) {
        Optional<Secret> secret = form.secret();
        boolean asked = remember.isSelected();
        return () -> secret.filter(known -> asked)
                .ifPresentOrElse(known -> passwords.keep(address, known), () -> passwords.forget(address));
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
                loopback && mode != SslMode.VERIFY_FULL
                        ? text("connect.ssl-loopback", mode.meaning())
                        : mode.meaning());
    }

    private void test() {
        new ServerTest(tasks, "test-database", databaseResult, databaseProblem)
                .run(
                        () -> {
                            DatabaseAddress address = form.address();
                            Optional<Secret> secret = form.secret();
                            return () -> Servers.test(address, secret);
                        },
                        this::answered);
    }

    /** Shows what the database said of itself. */
    void answered(ServerFacts facts) {
        databaseResult.show(
                facts.standby() ? Tone.WARN : Tone.GOOD,
                text(
                        facts.standby() ? "connect.standby-answered" : "connect.postgres-answered",
                        facts.version(),
                        facts.role(),
                        Figures.time(facts.latency())));
    }
}
