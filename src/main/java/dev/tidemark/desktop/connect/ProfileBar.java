package dev.tidemark.desktop.connect;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Note;
import dev.tidemark.desktop.component.Tone;
import dev.tidemark.desktop.memory.Memory;
import dev.tidemark.desktop.memory.Profile;
import dev.tidemark.desktop.plans.PlanMenu;
import dev.tidemark.desktop.plans.Plans;
import dev.tidemark.desktop.state.Tasks;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.postgres.ConnectionSettings;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;

/** Where the two forms can be filled from: a saved connection, a plan, or what psql knows on this computer. */
public final class ProfileBar {
    private final Memory memory;
    private final Plans plans;
    private final Tasks tasks;
    private final ConnectionSettings settings = ConnectionSettings.ofThisUser();
    private Consumer<Profile> chosen = profile -> {};
    private Consumer<DatabaseAddress> found = address -> {};
    private Consumer<Problem> refused = problem -> {};

    @FXML
    private ComboBox<Profile> profiles;

    @FXML
    private TextField profileName;

    @FXML
    private Button saveProfile;

    @FXML
    private Button deleteProfile;

    @FXML
    private MenuButton knownToPsql;

    @FXML
    private PlanMenu openPlan;

    @FXML
    private Note profileNote;

    public ProfileBar(Memory memory, Plans plans, Tasks tasks) {
        this.memory = memory;
        this.plans = plans;
        this.tasks = tasks;
    }

    @FXML
    private void initialize() {
        profiles.setItems(memory.profiles());
        profiles.valueProperty().subscribe(profile -> {
            deleteProfile.setDisable(profile == null);
            if (profile != null) {
                profileName.setText(profile.name());
                chosen.accept(profile);
            }
        });
        deleteProfile.setOnAction(e -> delete());
        profileName.textProperty().subscribe(name -> saveProfile.setDisable(name == null || name.isBlank()));
        knownToPsql.setOnShowing(e -> listServices());
    }

    /**
     * @param current the forms' content as a profile of this name; may throw a ProblemException
     * @param whenChosen told a saved connection
     * @param whenFound told a database that psql knows
     * @param whenRefused told what went wrong
     */
    void wire(
            java.util.function.Function<String, Profile> current,
            Consumer<Profile> whenChosen,
            Consumer<DatabaseAddress> whenFound,
            Consumer<Problem> whenRefused) {
        chosen = whenChosen;
        found = whenFound;
        refused = whenRefused;
        openPlan.wire(plans, whenRefused);
        saveProfile.setOnAction(e -> {
            try {
                save(current.apply(profileName.getText().strip()));
            } catch (ProblemException problem) {
                refused.accept(problem.problem());
            }
        });
    }

    /** Chooses a saved connection by its name. */
    void choose(String name) {
        Optional<Profile> known =
                memory.profiles().stream().filter(p -> p.name().equals(name)).findFirst();
        known.ifPresentOrElse(
                profiles::setValue,
                () -> refused.accept(Problem.of(
                        "unknown-profile",
                        text("connect.unknown-profile", name),
                        text("connect.unknown-profile-why"),
                        text(memory.profiles().isEmpty() ? "connect.save-a-profile" : "connect.choose-a-profile"))));
    }

    private void save(Profile profile) {
        memory.keep(profile);
        profiles.setValue(profile);
        profileNote.show(Tone.GOOD, text("connect.profile-saved"));
    }

    private void delete() {
        Profile profile = profiles.getValue();
        memory.forget(profile);
        tasks.of("forget-password", () -> memory.passwords().forget(profile.address()))
                .start();
        profiles.setValue(null);
        profileNote.show(Tone.NEUTRAL, text("connect.profile-deleted", profile.name()));
    }

    private void listServices() {
        knownToPsql.getItems().setAll(item(text("connect.psql-defaults"), settings::defaults));
        try {
            settings.services()
                    .forEach(name -> knownToPsql
                            .getItems()
                            .add(item(text("connect.psql-service", name), () -> settings.service(name))));
        } catch (ProblemException e) {
            refused.accept(e.problem());
        }
    }

    private MenuItem item(String text, java.util.function.Supplier<DatabaseAddress> address) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(e -> {
            try {
                found.accept(address.get());
            } catch (ProblemException problem) {
                refused.accept(problem.problem());
            }
        });
        return item;
    }
}
