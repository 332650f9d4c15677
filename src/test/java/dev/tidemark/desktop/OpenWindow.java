package dev.tidemark.desktop;

import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.stage.Stage;

/** The real window, opened by a test; without a screen. */
final class OpenWindow {
    private OpenWindow() {}

    static Wiring with(SandboxOptions sandbox, DemoOptions application) {
        CompletableFuture<Wiring> opened = new CompletableFuture<>();
        Runnable show = () -> {
            Wiring window = Wiring.passing(sandbox, application);
            Stage stage = new Stage();
            stage.setScene(window.scene());
            stage.show();
            opened.complete(window);
        };
        try {
            Platform.startup(show);
        } catch (IllegalStateException e) {
            // Another test has started the toolkit.
            Platform.runLater(show);
        }
        return opened.orTimeout(60, TimeUnit.SECONDS).join();
    }
}
