package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.desktop.text.Texts;
import dev.tidemark.desktop.tour.Hand;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.Labeled;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A window that is asked to close. */
class ClosingTest {
    private final AtomicInteger closed = new AtomicInteger();
    private Wiring window;
    private Hand hand;

    @BeforeEach
    void open() {
        window = OpenWindow.with(SandboxOptions.temporary(), DemoOptions.standard());
        hand = new Hand(window);
    }

    @Test
    void in_a_run_it_says_what_becomes_of_it_and_closes_only_on_a_yes() {
        RunState run = MadeUp.at(Stage.READING);
        follow(run);
        assertThat(keptOpen()).isTrue();
        hand.until("the consequence", () -> says(Closing.consequence(run, true)));
        hand.press("#confirmation-no", Texts.text("closing.no"));
        assertThat(closed).hasValue(0);

        assertThat(keptOpen()).isTrue();
        hand.press("#confirmation-yes", Texts.text("closing.yes"));
        assertThat(closed).hasValue(1);
        hand.onScreen(window.mirror()::forget);
    }

    @Test
    void without_a_run_or_after_one_it_closes_at_once() {
        assertThat(keptOpen()).isFalse();
        follow(MadeUp.at(Stage.COMMITTED));
        assertThat(keptOpen()).isFalse();
        follow(MadeUp.planned());
        assertThat(keptOpen()).isFalse();
        hand.onScreen(window.mirror()::forget);
    }

    @Test
    void each_stage_has_its_own_consequence() {
        assertThat(Stage.values())
                .allSatisfy(stage ->
                        assertThat(Closing.consequence(MadeUp.at(stage), true)).isNotBlank());
        assertThat(Closing.consequence(MadeUp.at(Stage.STAGED), true))
                .isNotEqualTo(Closing.consequence(MadeUp.at(Stage.STAGED), false));
    }

    private void follow(RunState run) {
        hand.onScreen(() -> window.mirror().follow(() -> run));
        hand.until("the run", () -> hand.run(seen -> seen.stage() == run.stage()));
    }

    private boolean keptOpen() {
        AtomicBoolean kept = new AtomicBoolean();
        hand.onScreen(() -> {
            WindowEvent request = new WindowEvent(window.scene().getWindow(), WindowEvent.WINDOW_CLOSE_REQUEST);
            Closing.askFirst(request, window, closed::incrementAndGet);
            kept.set(request.isConsumed());
        });
        return kept.get();
    }

    private boolean says(String text) {
        return window.scene().lookup(".confirmation") != null
                && window.scene().getRoot().lookupAll(".label").stream()
                        .anyMatch(node -> node instanceof Labeled label && text.equals(label.getText()));
    }
}
