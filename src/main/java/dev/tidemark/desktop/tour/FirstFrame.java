package dev.tidemark.desktop.tour;

import dev.tidemark.desktop.Desktop;
import dev.tidemark.desktop.Wiring;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;

/** The window until it can be used for the first time; to be measured. */
public final class FirstFrame {
    private static final int SECONDS_TO_OPEN = 60;

    private FirstFrame() {}

    /** Opens the window, with a display or without one, and returns when its first page is drawn and takes input. */
    public static void await() {
        Desktop.headlessIfNeeded();
        CompletableFuture<Boolean> drawn = new CompletableFuture<>();
        Platform.startup(() -> {
            Wiring window = Wiring.passing(SandboxOptions.temporary(), DemoOptions.standard());
            Stage stage = new Stage();
            stage.setScene(window.scene());
            stage.show();
            // A pulse draws what was laid out before it; by the second one the first has been drawn.
            new AnimationTimer() {
                private int pulses;

                @Override
                public void handle(long now) {
                    pulses++;
                    if (pulses == 2) {
                        stop();
                        drawn.complete(true);
                    }
                }
            }.start();
        });
        drawn.orTimeout(SECONDS_TO_OPEN, TimeUnit.SECONDS).join();
    }
}
