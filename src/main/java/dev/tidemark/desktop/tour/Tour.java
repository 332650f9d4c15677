package dev.tidemark.desktop.tour;

import dev.tidemark.desktop.Desktop;
import dev.tidemark.desktop.Wiring;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives the real window through a whole backfill, runs that end otherwise, and the lessons on the sandbox, with or without a display. */
public final class Tour {
    private static final Logger LOG = LoggerFactory.getLogger(Tour.class);
    private static final int SECONDS_TO_OPEN = 60;

    private Tour() {}

    /**
     * Blocks until it is through; what stops it half-way is thrown as a problem.
     *
     * @param out the folder for the pictures, one a page and theme
     * @param width of the window's content
     * @param height of the window's content
     * @param written told each picture's file
     * @return 0
     */
    public static int run(Path out, int width, int height, Consumer<Path> written) {
        try (Scrapbook _ = Scrapbook.open()) {
            return go(out, width, height, written);
        }
    }

    private static int go(Path out, int width, int height, Consumer<Path> written) {
        Desktop.headlessIfNeeded();
        CompletableFuture<Wiring> opened = new CompletableFuture<>();
        Platform.startup(() -> open(opened, width, height));
        Wiring window = opened.orTimeout(SECONDS_TO_OPEN, TimeUnit.SECONDS).join();
        try {
            Hand hand = new Hand(window);
            Album album = new Album(window, hand, out, written);
            new Journey(window, hand, album).go();
            new OtherEnds(window, hand, album).go();
            new LessonJourney(window, hand, album).go();
            return 0;
        } finally {
            window.run().closeNow(false);
            window.workspace().close();
            Platform.exit();
        }
    }

    /** JavaFX's screen in memory has 1000 by 1000 pixels; what is larger goes into pictures all the same, which are drawn apart. */
    private static void failed(Thread thread, Throwable failure) {
        boolean screenTooSmall = Stream.of(failure.getStackTrace())
                .anyMatch(at -> at.getClassName().startsWith("com.sun.glass.ui.headless.")
                        && at.getMethodName().equals("blit"));
        if (!screenTooSmall) {
            LOG.error("Unexpected on {}", thread, failure);
        }
    }

    private static void open(CompletableFuture<Wiring> opened, int width, int height) {
        try {
            Thread.currentThread().setUncaughtExceptionHandler(Tour::failed);
            Wiring window = Wiring.passing(SandboxOptions.temporary(), DemoOptions.standard());
            Stage stage = new Stage();
            stage.setTitle("Tidemark");
            stage.setScene(window.scene());
            stage.setWidth(width);
            stage.setHeight(height);
            stage.show();
            opened.complete(window);
        } catch (RuntimeException e) {
            opened.completeExceptionally(e);
        }
    }
}
