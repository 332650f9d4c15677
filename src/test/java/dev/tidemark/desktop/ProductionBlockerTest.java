package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.desktop.page.PageId;
import dev.tidemark.desktop.tour.Hand;
import dev.tidemark.run.RunState;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

class ProductionBlockerTest {
    @Test
    void in_production_a_session_ahead_of_the_lock_can_be_ended_only_once_it_is_allowed_and_then_asks_again() {
        Wiring window = OpenWindow.with(SandboxOptions.temporary(), DemoOptions.standard());
        RunState state = MadeUp.locking();
        Hand hand = new Hand(window);
        hand.onScreen(() -> {
            window.workspace().show(MadeUp.connected());
            window.mirror().follow(() -> state);
            window.navigator().goTo(PageId.GATE);
        });
        TableView<?> waits = (TableView<?>) window.scene().lookup("#lock-waits");
        hand.until("the session that is ahead", () -> !waits.getItems().isEmpty());
        hand.onScreen(() -> waits.getSelectionModel().select(0));
        hand.moment();
        List<Button> orders = List.of(button(window, "#cancel-statement"), button(window, "#end-session"));
        assertThat(orders).allMatch(Button::isDisabled);

        hand.onScreen(() -> ((CheckBox) window.scene().lookup("#allow-in-production")).setSelected(true));
        assertThat(orders).noneMatch(Button::isDisabled);
        hand.onScreen(orders.getLast()::fire);
        hand.until("the question", () -> window.scene().lookup("#confirmation-yes") != null);
        hand.onScreen(window.mirror()::forget);
    }

    private static Button button(Wiring window, String id) {
        return (Button) window.scene().lookup(id);
    }
}
