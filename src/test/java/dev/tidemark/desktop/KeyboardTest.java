package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.desktop.state.Environment;
import dev.tidemark.desktop.tour.Hand;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Servers;
import dev.tidemark.run.Stage;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The window without a mouse. */
@ExtendWith(SharedServers.class)
class KeyboardTest {
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void a_whole_backfill_needs_no_mouse(TestServers servers) throws SQLException {
        DatabaseAddress database = servers.freshDatabase();
        String topic = servers.freshTopic("walk", 3);
        String table = topic.replace('-', '_');
        try (PgSession session =
                PgSession.open(new Login(database, Optional.empty()), "test", StatementListener.NONE)) {
            session.execute("CREATE TABLE others (id bigint PRIMARY KEY)");
            session.execute("CREATE TABLE " + table + " (id bigint PRIMARY KEY)");
            session.execute("INSERT INTO " + table + " SELECT generate_series(1, 100)");
        }
        Servers connected = Servers.connect(database, Optional.empty(), servers.kafka());
        Wiring window = OpenWindow.with(SandboxOptions.temporary(), DemoOptions.standard());
        try {
            Hand hand = new Hand(window);
            hand.onScreen(() -> window.workspace().use(connected, Environment.TEST, Optional.empty()));
            Keys keys = new Keys(window, hand);
            keys.tabTo("rail-tables");
            keys.press(KeyCode.SPACE);
            hand.until(
                    "the tables",
                    () -> window.scene().lookup("#tables") instanceof TableView<?> tables
                            && tables.getItems().size() == 2);
            keys.tabTo("search");
            keys.type(table);
            keys.tabTo("tables");
            keys.press(KeyCode.DOWN);
            keys.press(KeyCode.SPACE);
            keys.press(KeyCode.C, true);
            assertThat(copied(hand)).startsWith(table + "\t");

            enterOnce(hand, keys, window, "Next: the gate");
            enterOnce(hand, keys, window, "Close the gate");
            hand.reach(Stage.READING);
            enterOnce(hand, keys, window, "Next: the read");
            enterOnce(hand, keys, window, "Review and commit");
            enterOnce(hand, keys, window, "Commit");
            hand.reach(Stage.COMMITTED);

            RunState state = window.mirror().state().get().orElseThrow();
            assertThat(state.tables()).singleElement().satisfies(read -> {
                assertThat(read.plan().table().name()).isEqualTo(table);
                assertThat(read.rowsPublished()).isEqualTo(100);
            });
        } finally {
            window.run().closeNow(false);
            window.workspace().close();
        }
    }

    private static String copied(Hand hand) {
        AtomicReference<String> text = new AtomicReference<>("");
        hand.onScreen(() -> text.set(Clipboard.getSystemClipboard().getString()));
        return text.get();
    }

    /** Enter takes the named next step, wherever the focus is, as soon as it can be taken. */
    private static void enterOnce(Hand hand, Keys keys, Wiring window, String label) {
        hand.until(
                label,
                () -> window.scene().lookup("#next") instanceof Button next
                        && next.isVisible()
                        && !next.isDisabled()
                        && next.getText().startsWith(label));
        keys.press(KeyCode.ENTER);
    }

    @Test
    void tab_goes_from_the_top_left_to_the_bottom_right() {
        Wiring window = OpenWindow.with(SandboxOptions.temporary(), DemoOptions.standard());
        Hand hand = new Hand(window);
        Keys keys = new Keys(window, hand);
        List<String> wrong = new ArrayList<>();
        for (Shot shot : Shot.values()) {
            hand.onScreen(() -> {
                shot.show(window);
                if (!shot.asks()) {
                    window.scene().getRoot().requestFocus();
                }
            });
            hand.moment();
            List<Node> order = keys.tabOrder();
            hand.onScreen(() -> {
                backwards(shot, order, wrong);
                shot.leave(window);
            });
            assertThat(order).as(shot.name()).isNotEmpty();
        }
        hand.onScreen(window.mirror()::forget);
        assertThat(wrong).isEmpty();
    }

    /** One step in the order after the other; the last leads to the first again. */
    private static void backwards(Shot shot, List<Node> order, List<String> wrong) {
        for (int i = 1; i < order.size(); i++) {
            Bounds before = order.get(i - 1).localToScene(order.get(i - 1).getLayoutBounds());
            Bounds after = order.get(i).localToScene(order.get(i).getLayoutBounds());
            boolean above = after.getMaxY() <= before.getMinY()
                    && after.getMaxX() > before.getMinX()
                    && after.getMinX() < before.getMaxX();
            boolean leftOf = after.getMaxX() <= before.getMinX()
                    && after.getMaxY() > before.getMinY()
                    && after.getMinY() < before.getMaxY();
            if (above || leftOf) {
                wrong.add(shot + ": after " + order.get(i - 1) + " comes " + order.get(i));
            }
        }
    }
}
