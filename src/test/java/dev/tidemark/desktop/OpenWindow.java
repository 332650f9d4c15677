package dev.tidemark.desktop;

import dev.tidemark.run.PastRuns;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.stage.Stage;

/** The real window, opened by a test; without a screen. */
final class OpenWindow {
    private OpenWindow() {}

    static Wiring with(SandboxOptions sandbox, DemoOptions application) {
        return with(() -> Wiring.passing(sandbox, application));
    }

    /** One that shows these runs in its history. */
    static Wiring withHistory(PastRuns past) {
        return with(() -> Wiring.passing(SandboxOptions.temporary(), DemoOptions.standard(), past));
    }

    private static Wiring with(Supplier<Wiring> wiring) {
        CompletableFuture<Wiring> opened = new CompletableFuture<>();
        Runnable show = () -> {
            Wiring window = wiring.get();
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
