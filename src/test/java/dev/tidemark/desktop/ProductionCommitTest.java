package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.desktop.page.PageId;
import dev.tidemark.desktop.tour.Hand;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;

class ProductionCommitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void in_production_nothing_is_committed_before_the_databases_name_is_typed() {
        Wiring window = OpenWindow.with(SandboxOptions.temporary(), DemoOptions.standard());
        RunState state = MadeUp.at(Stage.STAGED);
        Hand hand = new Hand(window);
        hand.onScreen(() -> {
            window.workspace().show(MadeUp.connected());
            window.mirror().follow(() -> state);
            window.navigator().goTo(PageId.COMMIT);
        });
        hand.press("#next", "Commit");
        hand.type("#confirmation-word", "some other database");
        assertThat(hand.until(() -> !yes(window).isDisabled(), Duration.ofMillis(200)))
                .isFalse();

        hand.type("#confirmation-word", state.plan().database().database());
        assertThat(hand.until(() -> !yes(window).isDisabled(), PATIENCE)).isTrue();
        hand.press("#confirmation-yes", "Commit");
        assertThat(hand.until(() -> window.scene().lookup("#confirmation-word") == null, PATIENCE))
                .isTrue();
        hand.onScreen(window.mirror()::forget);
    }

    private static Button yes(Wiring window) {
        Node found = window.scene().lookup("#confirmation-yes");
        return (Button) found;
    }
}
