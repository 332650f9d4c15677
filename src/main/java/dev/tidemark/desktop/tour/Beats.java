package dev.tidemark.desktop.tour;

import dev.tidemark.desktop.Desktop;
import dev.tidemark.desktop.Wiring;
import dev.tidemark.desktop.page.PageId;
import dev.tidemark.desktop.text.Texts;
import dev.tidemark.problem.Problem;
import dev.tidemark.run.Stage;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.layout.Pane;

/** The screen's thread, measured through a backfill on the sandbox and while the servers hang. */
public final class Beats {
    private static final Duration HANGING = Duration.ofSeconds(3);
    private static final int SECONDS_TO_OPEN = 60;

    /** Told the longest time between two drawings of the screen, phase by phase. */
    public interface Told {
        void phase(String name, Heartbeat heart);
    }

    private final Hand hand;
    private final Wiring window;
    private final Told told;

    private Beats(Wiring window, Told told) {
        this.window = window;
        this.hand = new Hand(window);
        this.told = told;
    }

    /**
     * Blocks until it is through.
     *
     * @param orders how many the sandbox has
     */
    public static void measure(long orders, Told told) {
        try (Scrapbook _ = Scrapbook.open()) {
            open(orders, told);
        }
    }

    private static void open(long orders, Told told) {
        Desktop.headlessIfNeeded();
        CompletableFuture<Wiring> opened = new CompletableFuture<>();
        Platform.startup(() -> {
            Wiring window = Wiring.passing(SandboxOptions.temporary().withOrders(orders), DemoOptions.standard());
            javafx.stage.Stage stage = new javafx.stage.Stage();
            stage.setScene(window.scene());
            stage.show();
            window.lookAhead();
            opened.complete(window);
        });
        Wiring window = opened.orTimeout(SECONDS_TO_OPEN, TimeUnit.SECONDS).join();
        try {
            new Beats(window, told).go();
        } finally {
            window.run().closeNow(false);
            window.workspace().close();
            Platform.exit();
        }
    }

    private void go() {
        hand.press("#useSandbox", Texts.text("connect.use-sandbox"));
        hand.until(
                "the sandbox's tables",
                () -> window.scene().lookup("#preflight") instanceof Pane verdicts
                        && !verdicts.getChildren().isEmpty());
        hand.moment();
        beat("read and publish", this::backfill);
        hand.press("#rail-tables", "");
        beat("PostgreSQL and Kafka hang", this::hang);
    }

    private void beat(String name, Runnable work) {
        Heartbeat heart = new Heartbeat();
        hand.onScreen(heart::start);
        work.run();
        hand.onScreen(heart::stop);
        told.phase(name, heart);
    }

    private void backfill() {
        hand.press("#next", Texts.text("tables.next"));
        hand.press("#next", Texts.text("gate.close"));
        hand.reach(Stage.READING);
        hand.press("#next", Texts.text("gate.next"));
        hand.reach(Stage.STAGED);
        hand.press("#next", Texts.text("commit.title"));
        hand.onScreen(window.run()::commit);
        hand.reach(Stage.COMMITTED);
    }

    private void hang() {
        Sandbox sandbox = window.workspace().sandbox().orElseThrow();
        String processes = LongStream.of(sandbox.postgresPid(), sandbox.kafkaPid())
                .mapToObj(ProcessHandle::of)
                .flatMap(found ->
                        found.stream().flatMap(server -> Stream.concat(Stream.of(server), server.descendants())))
                .map(process -> String.valueOf(process.pid()))
                .collect(Collectors.joining(" "));
        signal("STOP", processes);
        try {
            hand.onScreen(() -> ((Button) window.scene().lookup("#checkAgain")).fire());
            long start = System.nanoTime();
            hand.until("some seconds", () -> System.nanoTime() - start > HANGING.toNanos());
            for (PageId page : PageId.values()) {
                hand.onScreen(() -> window.navigator().goTo(page));
                hand.moment();
            }
        } finally {
            signal("CONT", processes);
        }
    }

    private static void signal(String name, String processes) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + processes)
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw Problem.of(
                            "no-signals",
                            "The servers could not be made to hang.",
                            String.valueOf(e.getMessage()),
                            "This part needs a Unix shell.")
                    .asException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
