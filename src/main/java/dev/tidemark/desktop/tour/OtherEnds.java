package dev.tidemark.desktop.tour;

import dev.tidemark.bench.Victim;
import dev.tidemark.desktop.Wiring;
import dev.tidemark.desktop.text.Texts;
import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.PlanFile;
import dev.tidemark.run.PastRun;
import dev.tidemark.run.Stage;
import dev.tidemark.sandbox.OpenTransaction;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.wire.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.control.TableView;

/** Runs that end otherwise than in a commit, after one that did: refused the lock, discarded, and cut short by a crash. */
public final class OtherEnds {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration BUDGET = Duration.ofSeconds(10);
    private static final String SHORT_LOCK_TIMEOUT_MILLIS = "900";
    private static final String LOCK_TIMEOUT_MILLIS = "5000";
    private static final String ATTEMPTS = "20";
    /** What the terminal prints when all rows are read; it asks then whether to commit, and nobody answers. */
    private static final String ALL_READ = "\"stage\":\"staged\"";

    private static final String CLOSE_THE_GATE = "y\n";

    private final Wiring window;
    private final Hand hand;
    private final Album album;

    public OtherEnds(Wiring window, Hand hand, Album album) {
        this.window = window;
        this.hand = hand;
        this.album = album;
    }

    /** From a run that is committed to a history of four. */
    public void go() {
        hand.press("#rail-commit", "");
        hand.press("#next", Texts.text("commit.another"));
        notGrantedTheLock();
        discarded();
        cutShort();
    }

    private void notGrantedTheLock() {
        try (OpenTransaction _ = sandbox().openTransaction()) {
            hand.type("#attempts", "1");
            hand.type("#lockTimeoutMillis", SHORT_LOCK_TIMEOUT_MILLIS);
            closeTheGate();
            hand.reach(Stage.FAILED);
            // Nobody looks any more, but who was ahead is what the operator has to see now.
            hand.until("who was ahead", () -> hand.run(Journey::somebodyAhead));
            album.take("11-problem");
        }
    }

    private void discarded() {
        hand.press("#rail-tables", "");
        hand.type("#attempts", ATTEMPTS);
        hand.type("#lockTimeoutMillis", LOCK_TIMEOUT_MILLIS);
        closeTheGate();
        hand.reach(Stage.STAGED);
        hand.press("#rail-commit", "");
        hand.press("#stop", Texts.text("run.discard"));
        hand.moment();
        album.take("12-discard-asked");
        hand.press("#confirmation-yes", Texts.text("run.discard-yes"));
        hand.reach(Stage.DISCARDED);
        album.take("12-discarded");
    }

    private void closeTheGate() {
        hand.press("#next", Texts.text("tables.next"));
        hand.press("#automatic", Texts.text("gate.automatic"));
        hand.press("#next", Texts.text("gate.close"));
    }

    /** The program itself is started once more, on the same servers, and killed when it has read all rows. */
    private void cutShort() {
        Plan plan = sandbox().plan().withGate(GatePlan.standard().withBudget(BUDGET));
        Path folder = temporary();
        Path file = folder.resolve("plan.yaml");
        PlanFile.write(plan, file);
        try (Victim victim = Victim.beside(ALL_READ, "run", file.toString(), "--json")) {
            victim.type(CLOSE_THE_GATE);
            victim.awaitMoment(LIMIT);
            victim.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted.", e);
        } finally {
            delete(file);
            delete(folder);
        }
        recovered();
    }

    private void recovered() {
        hand.press("#rail-history", "");
        RunId discarded = window.mirror().state().get().orElseThrow().run();
        hand.until("the run that was cut short", () -> chosen(discarded));
        album.take("13-history-cut-short");
        hand.press("#next", Texts.text("history.resume"));
        hand.until("the run taken up again", () -> hand.run(s -> s.stage() == Stage.STAGED));
        hand.moment();
        album.take("13-recovered");
        hand.press("#next", Journey.beginning("commit.go"));
        hand.reach(Stage.COMMITTED);
        hand.press("#rail-history", "");
        hand.moment();
        album.take("14-history");
    }

    /** The list of runs is read anew after a moment: until then the latest is the one before. */
    private boolean chosen(RunId before) {
        return window.scene().lookup("#runs") instanceof TableView<?> runs
                && runs.getSelectionModel().getSelectedItem() instanceof PastRun run
                && run.run().compareTo(before) > 0;
    }

    private Sandbox sandbox() {
        return window.workspace().sandbox().orElseThrow();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("tidemark-tour-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
