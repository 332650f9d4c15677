package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.desktop.state.Environment;
import dev.tidemark.desktop.tour.Album;
import dev.tidemark.desktop.tour.Hand;
import dev.tidemark.desktop.tour.LessonJourney;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.run.Servers;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The recipe through the window, by its own controls, on the operator's own servers. */
@ExtendWith(SharedServers.class)
class WholeLessonTest {
    private static final int LESSONS = 9;

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void theRecipeGoesAsItSaysAndLeavesNothingBehind(TestServers servers) throws SQLException {
        DatabaseAddress database = servers.freshDatabase();
        Servers connected = Servers.connect(database, Optional.empty(), servers.kafka());
        Wiring window = OpenWindow.with(SandboxOptions.temporary(), DemoOptions.standard());
        try {
            Hand hand = new Hand(window);
            hand.onScreen(() -> window.workspace().use(connected, Environment.TEST, Optional.empty()));
            hand.press("#rail-walkthrough", "Walkthrough");
            hand.press("#useConnected", "On " + database.label());
            new LessonJourney(window, hand, new Album(window, hand, folder, file -> {})).recipe();

            assertThat(text(window.scene(), "#stepTitle")).startsWith("Step 9 of 9");
            assertThat(window.scene().lookup("#otherwise").isVisible()).isFalse();
            assertThat(window.scene().getRoot().lookupAll(".log-chip").stream()
                            .map(chip -> ((Labeled) chip).getText().replaceAll("[0-9A-F]{8}-[0-9A-F]{8}-\\d+", "ID")))
                    .containsExactly(
                            "0  hello-1",
                            "1  hello-2",
                            "2  ◆ MARK ID",
                            "3  hello-3",
                            "0  begin mytable",
                            "1  hello-1",
                            "2  hello-2",
                            "3  end 2 rows");

            hand.type("#type-2", "SELECT 'by ' || 'hand';");
            hand.onScreen(() -> window.scene().lookup("#type-2").fireEvent(new ActionEvent()));
            hand.until(
                    "the answer to what was typed",
                    () -> window.scene().getRoot().lookupAll(".console").stream()
                            .map(Node::getAccessibleText)
                            .anyMatch(all -> all.contains(" by hand\n(1 row)")));
            assertThat(schemas(database)).hasSize(1);

            key(hand, window, KeyCode.F5);
            hand.until(
                    "presenter mode", () -> !window.scene().lookup(".step-rail").isVisible());
            key(hand, window, KeyCode.LEFT);
            hand.until(
                    "the step before", () -> text(window.scene(), "#stepTitle").startsWith("Step 8 of 9"));
            key(hand, window, KeyCode.N);
            hand.until(
                    "the hidden explanation",
                    () -> !window.scene().lookup("#narration").isVisible());
            key(hand, window, KeyCode.RIGHT);
            hand.until(
                    "the step after", () -> text(window.scene(), "#stepTitle").startsWith("Step 9 of 9"));
            key(hand, window, KeyCode.ESCAPE);
            hand.until(
                    "the whole window",
                    () -> window.scene().lookup(".step-rail").isVisible());
        } finally {
            window.workspace().close();
        }
        assertThat(schemas(database)).isEmpty();
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void everyLessonComesToItsEndInTheWindow(TestServers servers) throws SQLException {
        DatabaseAddress database = servers.freshDatabase();
        Servers connected = Servers.connect(database, Optional.empty(), servers.kafka());
        Wiring window = OpenWindow.with(SandboxOptions.temporary(), DemoOptions.standard());
        List<Path> pictures = new ArrayList<>();
        try {
            Hand hand = new Hand(window);
            hand.onScreen(() -> window.workspace().use(connected, Environment.TEST, Optional.empty()));
            hand.press("#rail-walkthrough", "Walkthrough");
            hand.press("#useConnected", "On " + database.label());
            new LessonJourney(window, hand, new Album(window, hand, folder, pictures::add)).go();
        } finally {
            window.workspace().close();
        }
        assertThat(pictures).hasSize(2 * (LESSONS + 2));
        assertThat(schemas(database)).isEmpty();
    }

    private static void key(Hand hand, Wiring window, KeyCode code) {
        KeyEvent pressed = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
        hand.onScreen(() -> Event.fireEvent(window.scene().getRoot(), pressed));
    }

    private static String text(Scene scene, String id) {
        return ((Labeled) scene.lookup(id)).getText();
    }

    private static List<?> schemas(DatabaseAddress database) throws SQLException {
        Login login = new Login(database, Optional.empty());
        try (PgSession session = PgSession.open(login, "test", StatementListener.NONE)) {
            return session.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'tidemark%'");
        }
    }
}
