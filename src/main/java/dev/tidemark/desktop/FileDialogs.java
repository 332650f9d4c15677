package dev.tidemark.desktop;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.page.FileChoice.Purpose;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Stage;

/** The system's own dialogs for files. */
record FileDialogs(Stage stage) {

    Optional<Path> choose(Purpose purpose) {
        FileChooser chooser = new FileChooser();
        File chosen = switch (purpose) {
            case OPEN_CLIENT_PROPERTIES -> {
                chooser.setTitle(text("plans.client-properties"));
                yield chooser.showOpenDialog(stage);
            }
            case OPEN_PLAN -> {
                chooser.setTitle(text("plans.open-title"));
                plans(chooser);
                yield chooser.showOpenDialog(stage);
            }
            case SAVE_PLAN -> {
                chooser.setTitle(text("plans.save-title"));
                plans(chooser);
                chooser.setInitialFileName("plan.yaml");
                yield chooser.showSaveDialog(stage);
            }
        };
        return Optional.ofNullable(chosen).map(File::toPath);
    }

    private static void plans(FileChooser chooser) {
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter(text("plans.files"), "*.yaml", "*.yml"),
                        new ExtensionFilter(text("plans.all-files"), "*"));
    }
}
