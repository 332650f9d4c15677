package dev.tidemark.desktop;

import dev.tidemark.desktop.memory.ConfigFolder;
import dev.tidemark.desktop.memory.Memory;
import dev.tidemark.desktop.memory.OneWindow;
import dev.tidemark.desktop.memory.Place;
import dev.tidemark.desktop.memory.Settings;
import dev.tidemark.desktop.state.Shown;
import dev.tidemark.run.PastRuns;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** The window as a JavaFX application. */
public final class DesktopApp extends Application {
    private static final double LEAST_WIDTH = 1024;
    private static final double LEAST_HEIGHT = 700;

    private final Memory memory = new Memory(ConfigFolder.ofThisUser());
    private Optional<Wiring> wiring = Optional.empty();
    private Optional<OneWindow> claim = Optional.empty();

    @Override
    public void start(Stage stage) {
        StartOptions options = StartOptions.of(getParameters().getRaw());
        Settings settings = memory.settings();
        options.language().orElse(settings.language()).use();
        Wiring parts = new Wiring(
                SandboxOptions.temporary(),
                DemoOptions.standard(),
                new FileDialogs(stage)::choose,
                memory,
                PastRuns.ofThisUser(),
                new Shown(path -> getHostServices().showDocument(path.toUri().toString())));
        wiring = Optional.of(parts);
        parts.theme().choice().set(options.theme().orElse(settings.theme()));
        parts.frame().language().set(settings.language());
        parts.zoom().set(settings.zoom());
        stage.setTitle("Tidemark");
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setScene(parts.scene());
        put(stage, settings.place());
        stage.setOnCloseRequest(event -> Closing.askFirst(event, parts, Platform::exit));
        stage.setOnHiding(event -> keep(stage, parts, options));
        Notices notices = new Notices(Notices.commandOfThisSystem(), () -> stage.isFocused() && !stage.isIconified());
        parts.mirror().state().subscribe(notices::see);
        stage.show();
        parts.lookAhead();
        parts.start(options);
        claim = OneWindow.claim(
                memory.folder(), asked -> Platform.runLater(() -> called(stage, parts, StartOptions.of(asked))));
    }

    /** Blocks until nothing of this window is left running. */
    @Override
    public void stop() {
        claim.ifPresent(OneWindow::close);
        wiring.ifPresent(parts -> {
            parts.run().closeNow(!parts.workspace().inSandbox());
            parts.workspace().close();
        });
    }

    private static void put(Stage stage, Place remembered) {
        Place place = remembered.on(
                Screen.getScreens().stream().map(Screen::getVisualBounds).toList());
        if (place.known()) {
            stage.setX(place.x());
            stage.setY(place.y());
        }
        stage.setWidth(place.width());
        stage.setHeight(place.height());
        stage.setMaximized(place.maximized());
    }

    private void keep(Stage stage, Wiring parts, StartOptions options) {
        Settings before = memory.settings();
        Place place = stage.isMaximized() || stage.isFullScreen()
                ? new Place(
                        before.place().known(),
                        before.place().x(),
                        before.place().y(),
                        before.place().width(),
                        before.place().height(),
                        true)
                : new Place(true, stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false);
        var shown = parts.theme().choice().get();
        // A theme that was asked for at the start is for this time; one that was switched to afterwards stays.
        var theme = options.theme().filter(asked -> asked == shown).isPresent() ? before.theme() : shown;
        memory.keep(new Settings(
                theme, parts.frame().language().get(), parts.zoom().percent().get(), place));
    }

    private static void called(Stage stage, Wiring parts, StartOptions options) {
        options.theme().ifPresent(parts.theme().choice()::set);
        parts.start(options);
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }
}
