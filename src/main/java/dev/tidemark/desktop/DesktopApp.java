package dev.tidemark.desktop;

import dev.tidemark.desktop.page.Questions;
import dev.tidemark.desktop.page.Shown;
import dev.tidemark.run.RunState;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.FileChooser;
import javafx.stage.WindowEvent;

/** The window as a JavaFX application. */
public final class DesktopApp extends Application {
    private Optional<Wiring> wiring = Optional.empty();

    @Override
    public void start(javafx.stage.Stage stage) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Kafka client properties");
        Wiring parts = new Wiring(
                SandboxOptions.temporary(),
                DemoOptions.standard(),
                () -> Optional.ofNullable(chooser.showOpenDialog(stage)),
                new Shown(path -> getHostServices().showDocument(path.toUri().toString())));
        wiring = Optional.of(parts);
        stage.setTitle("Tidemark");
        stage.setMinWidth(1024);
        stage.setMinHeight(700);
        stage.setScene(parts.scene());
        stage.setOnCloseRequest(event -> askFirst(event, parts));
        stage.show();
    }

    /** Blocks until nothing of this window is left running. */
    @Override
    public void stop() {
        wiring.ifPresent(parts -> {
            parts.run().closeNow(!parts.workspace().inSandbox());
            parts.workspace().close();
        });
    }

    private static void askFirst(WindowEvent event, Wiring parts) {
        if (parts.run().underWay()) {
            event.consume();
            RunState state = parts.mirror().state().get().orElseThrow();
            Questions questions = parts.frame().questions();
            questions.ask(
                    "A run is under way. Close the window?",
                    Closing.consequence(state, !parts.workspace().inSandbox()),
                    "Close the window",
                    "Keep it open",
                    Platform::exit);
        }
    }
}
