package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.desktop.page.PageId;
import dev.tidemark.desktop.state.Environment;
import dev.tidemark.desktop.tour.Hand;
import dev.tidemark.desktop.tour.Heartbeat;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Servers;
import dev.tidemark.run.Stage;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.DemoShop;
import dev.tidemark.sandbox.SandboxOptions;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The window lives whatever the servers do. */
@ExtendWith(SharedServers.class)
class HeartbeatTest {
    /** One second's worth; the servers answer to none of what is asked meanwhile. */
    private static final int PULSES = 60;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void nothing_in_the_window_waits_for_servers_that_hang(TestServers servers) {
        DemoShop shop = servers.freshShop(200);
        Servers connected = Servers.connect(shop.database(), Optional.empty(), servers.kafka());
        Servers others = Servers.connect(shop.database(), Optional.empty(), servers.kafka());
        Wiring window = OpenWindow.with(SandboxOptions.temporary(), DemoOptions.standard());
        try {
            Hand hand = new Hand(window);
            hand.onScreen(() -> {
                window.workspace().use(connected, Environment.TEST, Optional.empty());
                window.workspace().open(shop.plan());
                window.navigator().goTo(PageId.TABLES);
            });
            hand.press("#next", "Next: the gate");
            hand.press("#next", "Close the gate");
            hand.reach(Stage.READING);
            hand.onScreen(() -> window.navigator().goTo(PageId.TABLES));
            try (Frozen _ = new Frozen(servers)) {
                for (String button : List.of("#checkAgain", "#rehearse", "#testDatabase", "#testKafka", "#next")) {
                    livesThrough(hand, () -> fire(window, button));
                }
                livesThrough(
                        hand,
                        () -> ((TableView<?>) window.scene().lookup("#tables"))
                                .getSelectionModel()
                                .selectNext());
                livesThrough(hand, () -> window.run().release());
                for (PageId page : PageId.values()) {
                    livesThrough(hand, () -> window.navigator().goTo(page));
                }
                livesThrough(hand, () -> window.workspace().use(others, Environment.TEST, Optional.empty()));
            }
        } finally {
            window.run().closeNow(false);
            window.workspace().close();
        }
    }

    /** A second of the screen's life after something was done on it. */
    private static void livesThrough(Hand hand, Runnable action) {
        Heartbeat heart = new Heartbeat();
        hand.onScreen(() -> {
            heart.start();
            action.run();
        });
        boolean beats = hand.until(() -> heart.pulses() >= PULSES / 6, PATIENCE);
        hand.onScreen(heart::stop);
        assertThat(beats).isTrue();
        assertThat(heart.waits()).as("where the screen's thread waited").isEmpty();
    }

    private static void fire(Wiring window, String id) {
        for (Node node : window.scene().getRoot().lookupAll(id)) {
            if (node instanceof Button button && !button.isDisabled()) {
                button.fire();
            }
        }
    }

    @Test
    void a_million_rows_a_second_are_shown_no_more_often_than_the_screen_is_drawn() {
        Wiring window = OpenWindow.with(SandboxOptions.temporary(), DemoOptions.standard());
        Hand hand = new Hand(window);
        List<RunState> states = List.of(MadeUp.at(Stage.READING), MadeUp.paused());
        AtomicLong told = new AtomicLong();
        AtomicInteger shown = new AtomicInteger();
        Heartbeat heart = new Heartbeat();
        hand.onScreen(() -> {
            window.workspace().show(MadeUp.connected());
            window.mirror().follow(() -> states.get((int) (told.incrementAndGet() % 2)));
            window.navigator().goTo(PageId.READ);
            window.mirror().state().subscribe(state -> shown.incrementAndGet());
            heart.start();
        });
        Thread rows = Thread.ofPlatform().daemon().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                told.incrementAndGet();
            }
        });
        boolean beats = hand.until(() -> heart.pulses() >= PULSES, PATIENCE);
        rows.interrupt();
        hand.onScreen(() -> {
            heart.stop();
            window.mirror().forget();
        });

        assertThat(beats).isTrue();
        assertThat(told.get()).isGreaterThan(100_000);
        assertThat(shown.get()).isBetween(2, heart.pulses());
        assertThat(heart.waits()).isEmpty();
    }
}
