package dev.tidemark.desktop.tour;

import dev.tidemark.desktop.Wiring;
import dev.tidemark.desktop.component.Note;
import dev.tidemark.desktop.component.ProblemBox;
import dev.tidemark.desktop.page.PageId;
import dev.tidemark.desktop.tables.TablesController;
import dev.tidemark.desktop.text.Texts;
import dev.tidemark.gate.Verdict;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import dev.tidemark.run.TableState;
import dev.tidemark.sandbox.OpenTransaction;
import java.time.Duration;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Pane;

/** A whole backfill on the sandbox by the window's own controls, from the connect page to the history. */
public final class Journey {
    private static final Duration A_WHILE = Duration.ofSeconds(10);
    /** Long enough to take pictures of a closed gate on a slow computer. */
    private static final String LONG_BUDGET_MILLIS = "60000";

    private static final double SIXTY_PERCENT = 0.59;
    private static final int SECONDS_TO_READ = 12;
    /** The discard service's port (RFC 863), on which hardly any computer listens. */
    private static final String NOBODY = "postgresql://orders@localhost:9/orders?sslmode=prefer";

    private static final String LONG_LOCK_TIMEOUT_MILLIS = "30000";

    private final Wiring window;
    private final Hand hand;
    private final Album album;

    public Journey(Wiring window, Hand hand, Album album) {
        this.window = window;
        this.hand = hand;
        this.album = album;
    }

    /** From the first page to the last; the run is committed when this returns. */
    public void go() {
        connect();
        choose();
        try (OpenTransaction _ = window.workspace().sandbox().orElseThrow().openTransaction()) {
            beWarnedAndRefused();
            closeTheGateAgainstResistance();
        }
        passTheGate();
        readAndCommit();
    }

    private void connect() {
        album.take("1-connect");
        historyBefore();
        nobodyAnswers();
        hand.press("#useSandbox", Texts.text("connect.use-sandbox"));
        album.take("1-connect-busy");
        hand.until(
                "the sandbox's tables",
                () -> window.scene().lookup("#preflight") instanceof Pane verdicts
                        && !verdicts.getChildren().isEmpty());
    }

    /** Empty where nobody has run anything yet. */
    private void historyBefore() {
        hand.press("#rail-history", "");
        album.take("1-history");
        hand.press("#rail-connect", "");
    }

    private void nobodyAnswers() {
        hand.type("#url", NOBODY);
        hand.press("#testDatabase", Texts.text("connect.test-database"));
        hand.until(
                "a refusal",
                () -> window.scene().lookup("#databaseProblem") instanceof ProblemBox box && box.isVisible());
        album.take("1-connect-problem");
        hand.type("#url", "");
    }

    private void choose() {
        hand.type("#budgetMillis", LONG_BUDGET_MILLIS);
        hand.type("#attempts", "100");
        untilChecked();
        album.take("2-tables");
        hand.press("#rehearse", "");
        hand.until(
                "the rehearsal's result",
                () -> window.scene().lookup("#rehearsal-result") instanceof Note result
                        && result.getText().startsWith(beginning("tables.rehearsed")));
        album.take("2-tables-rehearsed");
    }

    /** Of a text, up to its first value. */
    static String beginning(String key) {
        String text = Texts.text(key);
        return text.substring(0, text.indexOf('{'));
    }

    private void untilChecked() {
        hand.until("the checks before the lock", this::checked);
    }

    private boolean checked() {
        return window.scene().lookup("#preflight") instanceof Pane verdicts
                && !verdicts.getChildren().isEmpty()
                && window.scene().lookup("#checking") instanceof Label checking
                && checking.getText().isEmpty();
    }

    /** Somebody has a transaction open, and the filter is no SQL. */
    private void beWarnedAndRefused() {
        hand.type("#filter", "tier = 'gold");
        hand.until("a refusal and a warning", () -> {
            if (levels(Verdict.Level.REFUSAL) && levels(Verdict.Level.WARNING)) {
                return true;
            }
            // A transaction is warned of only when it has been open for some seconds.
            if (checked() && window.scene().lookup("#checkAgain") instanceof Button again) {
                again.fire();
            }
            return false;
        });
        album.take("2-tables-refused");
        hand.type("#filter", "");
        // Long enough to see writers queue behind our own request.
        hand.type("#lockTimeoutMillis", LONG_LOCK_TIMEOUT_MILLIS);
        untilChecked();
    }

    private boolean levels(Verdict.Level level) {
        return window.page(PageId.TABLES) instanceof TablesController tables && tables.found(level);
    }

    private void closeTheGateAgainstResistance() {
        hand.press("#next", Texts.text("tables.next"));
        hand.until("the gate's page", () -> window.scene().lookup("#stepByStep") instanceof ToggleButton);
        hand.press("#stepByStep", "");
        album.take("3-gate-planned");
        hand.press("#next", Texts.text("gate.close"));
        hand.until("somebody ahead", () -> hand.run(Journey::somebodyAhead));
        // Writers nearly always queue behind our request, but a picture is not worth a failure when none does.
        hand.until(() -> hand.run(s -> somebodyAhead(s) && somebodyWaits(s)), A_WHILE);
        album.take("3-gate-blocked");
        hand.until("the blocker in the list", () -> {
            if (window.scene().lookup("#lock-waits") instanceof TableView<?> waits
                    && hand.run(Journey::somebodyAhead)) {
                waits.getSelectionModel().selectFirst();
            }
            return window.scene().lookup("#end-session") instanceof Button end && !end.isDisabled();
        });
        hand.press("#end-session", Texts.text("gate.end-session"));
        hand.press("#confirmation-yes", Texts.text("gate.end-yes"));
    }

    private void passTheGate() {
        hand.reach(Stage.LOCKED);
        hand.press("#next", Texts.text("gate.export"));
        hand.reach(Stage.EXPORTED);
        // Somebody nearly always waits, but a picture is not worth a failure when nobody does.
        hand.until(() -> hand.run(Journey::somebodyWaits), A_WHILE);
        album.take("4-gate-closed");
        hand.press("#next", Texts.text("gate.mark"));
        hand.reach(Stage.MARKED);
        hand.press("#sessions", "");
        album.take("5-gate-marked");
        hand.press("#sessions", "");
        hand.press("#next", Texts.text("gate.release"));
        hand.reach(Stage.READING);
    }

    /** A picture of the middle of a read takes a read that lasts for some seconds. */
    private void slowly() {
        long rows = window.mirror().state().get().stream()
                .flatMap(state -> state.tables().stream())
                .mapToLong(TableState::rowsExpected)
                .sum();
        hand.enter("#read-limit", String.valueOf(Math.max(1, rows / SECONDS_TO_READ / 1000) * 1000));
    }

    /** Presses a button that is there only while rows are being read; few rows are read before anybody can press it. */
    private void order(String id) {
        hand.onScreen(() -> {
            if (hand.run(s -> s.stage() == Stage.READING) && window.scene().lookup(id) instanceof Button button) {
                button.fire();
            }
        });
    }

    static boolean somebodyAhead(RunState state) {
        return !state.locks().blockers().isEmpty();
    }

    private static boolean somebodyWaits(RunState state) {
        return !state.locks().waiting().isEmpty();
    }

    private void readAndCommit() {
        hand.press("#next", Texts.text("gate.next"));
        slowly();
        hand.until(() -> hand.run(s -> s.readFraction() > SIXTY_PERCENT || s.stage() != Stage.READING), A_WHILE);
        album.take("6-read");
        order("#pause-read");
        hand.moment();
        album.take("6-read-paused");
        hand.enter("#read-limit", "");
        order("#pause-read");
        hand.reach(Stage.STAGED);
        hand.press("#rail-lock", "");
        album.take("7-gate-open");
        hand.press("#rail-read", "");
        hand.press("#next", Texts.text("commit.title"));
        album.take("8-commit");
        hand.press("#next", beginning("commit.go"));
        hand.reach(Stage.COMMITTED);
        album.take("9-committed");
        hand.press("#rail-history", "");
        album.take("10-history");
        hand.press("#log", Texts.text("frame.log"));
        hand.moment();
        album.take("10-log");
        hand.press("#log", Texts.text("frame.log"));
    }
}
