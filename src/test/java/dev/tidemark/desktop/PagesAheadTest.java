package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.desktop.tour.Hand;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;

/** Pages that nobody has opened yet. */
class PagesAheadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void a_page_is_laid_out_before_anybody_opens_it_and_is_free_to_be_opened_then() {
        Wiring window = OpenWindow.with(SandboxOptions.temporary(), DemoOptions.standard());
        Hand hand = new Hand(window);
        Button part = new Button("part of it");
        StackPane page = new StackPane(part);

        hand.onScreen(() -> new PagesAhead(window.scene(), List.of(page)).begin());

        assertThat(hand.until(() -> part.getSkin() != null, PATIENCE)).isTrue();
        assertThat(part.getWidth()).isPositive();
        assertThat(page.getParent()).isNull();
    }
}
