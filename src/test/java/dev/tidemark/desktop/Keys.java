package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.desktop.tour.Hand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Presses keys, and nothing else: they go to whatever has the focus. */
final class Keys {
    /** More than any page has controls. */
    private static final int MANY = 120;

    private final Wiring window;
    private final Hand hand;

    Keys(Wiring window, Hand hand) {
        this.window = window;
        this.hand = hand;
    }

    void press(KeyCode code) {
        press(code, false);
    }

    /** @param control whether the Control key is held down meanwhile */
    void press(KeyCode code, boolean control) {
        hand.onScreen(() -> {
            Event.fireEvent(target(), event(KeyEvent.KEY_PRESSED, code, control));
            Event.fireEvent(target(), event(KeyEvent.KEY_RELEASED, code, control));
        });
    }

    void type(String text) {
        text.codePoints()
                .mapToObj(Character::toString)
                .forEach(character -> hand.onScreen(() -> Event.fireEvent(
                        target(),
                        new KeyEvent(
                                KeyEvent.KEY_TYPED, character, "", KeyCode.UNDEFINED, false, false, false, false))));
    }

    /** Goes on with Tab until the control of this name has the focus. */
    void tabTo(String id) {
        List<String> passed = new ArrayList<>();
        while (!id.equals(focused().getId())) {
            passed.add(String.valueOf(focused()));
            assertThat(passed).as("Tab never comes to %s", id).hasSizeLessThan(MANY);
            press(KeyCode.TAB);
        }
    }

    /** What Tab comes to, one after the other, until it comes to the first again. */
    List<Node> tabOrder() {
        if (focused() == window.scene().getRoot()) {
            press(KeyCode.TAB);
        }
        List<Node> order = new ArrayList<>();
        for (Node at = focused(); !order.contains(at) && order.size() < MANY; at = focused()) {
            order.add(at);
            press(KeyCode.TAB);
        }
        return order;
    }

    Node focused() {
        AtomicReference<Node> node = new AtomicReference<>();
        hand.onScreen(() -> node.set(target()));
        return node.get();
    }

    private Node target() {
        Node owner = window.scene().getFocusOwner();
        return owner == null ? window.scene().getRoot() : owner;
    }

    private static KeyEvent event(javafx.event.EventType<KeyEvent> type, KeyCode code, boolean control) {
        return new KeyEvent(type, "", "", code, false, control, false, false);
    }
}
