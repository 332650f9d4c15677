package dev.tidemark.desktop.walkthrough;

import javafx.css.PseudoClass;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;

/** Before an audience: large type, strong contrast, nothing but the lesson, and the keys that a clicker sends. */
final class Presenting {
    private static final PseudoClass PRESENTING = PseudoClass.getPseudoClass("presenting");

    private final Frame frame;
    private final Course course;

    /** What stands around the page. */
    @FunctionalInterface
    public interface Frame {
        /** Steps aside, or comes back. */
        void stepAside(boolean aside);
    }

    Presenting(Frame frame, Course course) {
        this.frame = frame;
        this.course = course;
    }

    void attach(Node page, ToggleButton present, ToggleButton narrate) {
        present.selectedProperty().subscribe(on -> {
            page.pseudoClassStateChanged(PRESENTING, on);
            frame.stepAside(on);
        });
        // One and the same handler, which a scene takes once however often the page comes into view.
        EventHandler<KeyEvent> keys = event -> {
            if (page.getScene() != null && course.state().get().isPresent()) {
                key(event, present, narrate);
            }
        };
        page.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                scene.addEventFilter(KeyEvent.KEY_PRESSED, keys);
            }
        });
    }

    private void key(KeyEvent event, ToggleButton present, ToggleButton narrate) {
        boolean typing = event.getTarget() instanceof TextInputControl;
        boolean plain = !event.isAltDown() && !event.isControlDown() && !event.isMetaDown();
        if (!plain) {
            return;
        }
        switch (event.getCode()) {
            case PAGE_DOWN -> use(event, course::next);
            case PAGE_UP -> use(event, course::back);
            case ESCAPE -> use(event, !present.isSelected(), present::fire);
            case F5 -> use(event, present::fire);
            case RIGHT -> use(event, typing, course::next);
            case LEFT -> use(event, typing, course::back);
            case N -> use(event, typing, narrate::fire);
            default -> {}
        }
    }

    private static void use(KeyEvent event, boolean forSomebodyElse, Runnable order) {
        if (!forSomebodyElse) {
            use(event, order);
        }
    }

    private static void use(KeyEvent event, Runnable order) {
        event.consume();
        order.run();
    }
}
