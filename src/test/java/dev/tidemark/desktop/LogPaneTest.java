package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import dev.tidemark.desktop.tour.Hand;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The log in the window. */
class LogPaneTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(LogPaneTest.class);
    /** More than the pane keeps. */
    private static final int MANY = 5000;

    private Wiring window;
    private Hand hand;

    @BeforeEach
    void open() {
        window = OpenWindow.with(SandboxOptions.temporary(), DemoOptions.standard());
        hand = new Hand(window);
        // Thousands of lines are for the window, not for the tests' own output.
        LOG.setAdditive(false);
        LOG.addAppender(
                LOG.getLoggerContext().getLogger(Logger.ROOT_LOGGER_NAME).getAppender("WINDOW"));
    }

    @Test
    void it_opens_by_a_key_shows_what_is_logged_and_is_filtered_as_one_types() {
        LOG.error("A heron stood in the harbour");
        Keys keys = new Keys(window, hand);
        keys.press(KeyCode.F6);
        until("what was logged before", "A heron stood in the harbour");
        keys.type("HERON swan");
        hand.until("no line with both words", () -> lines().isEmpty());
        LOG.error("The swan met the heron", new IllegalStateException("feathers"));
        until("what is logged meanwhile", "The swan met the heron");
        hand.until("it alone", () -> lines().size() == 1);

        keys.press(KeyCode.ESCAPE);
        hand.until("the whole log", () -> lines().size() > 1);
        keys.press(KeyCode.F6);
        hand.until("no pane", () -> !list().getParent().isVisible());
    }

    @Test
    void copying_takes_the_stack_along() {
        LOG.error("The swan has landed {}", 4711, new IllegalStateException("wet feathers"));
        AtomicReference<String> copied = new AtomicReference<>("");
        Keys keys = new Keys(window, hand);
        keys.press(KeyCode.F6);
        keys.type("4711");
        hand.until("the line", () -> lines().size() == 1);
        hand.press("#log-copy", "");
        hand.onScreen(() -> copied.set(
                Optional.ofNullable(Clipboard.getSystemClipboard().getString()).orElse("")));

        assertThat(copied.get())
                .contains("ERROR  LogPaneTest  The swan has landed 4711")
                .contains("java.lang.IllegalStateException: wet feathers")
                .contains("\tat ");
    }

    @Test
    void it_keeps_the_latest_lines_alone_and_the_last_of_them_in_view() {
        for (int i = 0; i < MANY; i++) {
            LOG.error("pelican {}", i);
        }
        hand.press("#log", "");
        hand.until("the last line in view", () -> shown("pelican " + (MANY - 1)));

        assertThat(lines()).hasSizeLessThan(MANY).hasSizeGreaterThan(MANY / 2);
        LOG.error("pelican {}", MANY);
        hand.until("the next line in view", () -> shown("pelican " + MANY));
        hand.onScreen(() -> ((ToggleButton) window.scene().lookup("#log-follow")).fire());
        hand.onScreen(() -> list().scrollTo(0));
        LOG.error("pelican {}", MANY + 1);
        until("one more line", "pelican " + (MANY + 1));
        hand.moment();
        assertThat(shown("pelican " + (MANY + 1))).isFalse();
    }

    @Test
    void a_word_longer_than_its_line_is_shown_whole() {
        LOG.error("x".repeat(400) + " end");
        hand.press("#log", "");
        hand.until("the line", () -> shown(" end"));
        hand.until(
                "as high as it is long",
                () -> list().lookupAll(".log-text").stream()
                        .anyMatch(line -> line.getLayoutBounds().getHeight() > 40
                                && line.getLayoutBounds().getWidth() <= list().getWidth()
                                && line.getParent().getLayoutBounds().getHeight()
                                        >= line.getLayoutBounds().getHeight()));
    }

    private ListView<?> list() {
        return (ListView<?>) window.scene().lookup("#log-lines");
    }

    private List<?> lines() {
        return list().getItems();
    }

    private void until(String what, String text) {
        hand.until(what, () -> lines().stream().anyMatch(line -> line.toString().contains(text)));
    }

    private boolean shown(String text) {
        return list().lookupAll(".log-line").stream()
                .anyMatch(cell -> cell.isVisible()
                        && cell instanceof Labeled line
                        && line.getText() != null
                        && line.getText().endsWith(text)
                        && list().localToScene(list().getBoundsInLocal())
                                .contains(
                                        cell.localToScene(cell.getBoundsInLocal())
                                                .getCenterX(),
                                        cell.localToScene(cell.getBoundsInLocal())
                                                .getCenterY()));
    }
}
