package dev.tidemark.desktop;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import javafx.animation.PauseTransition;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/**
 * Lays out pages that nobody has opened yet, one at a time and only while nobody touches the window: styles, fonts and cells
 * are made when a page is laid out for the first time, which is felt where it happens on opening it.
 */
final class PagesAhead {
    private static final Duration PAUSE = Duration.millis(500);

    private final Scene scene;
    private final Deque<Node> left;
    private final PauseTransition pause = new PauseTransition(PAUSE);
    private final EventHandler<InputEvent> touched = event -> pause.playFromStart();

    /** @param pages all but the one that is shown; each without a parent until it is opened */
    PagesAhead(Scene scene, Collection<Node> pages) {
        this.scene = scene;
        this.left = new ArrayDeque<>(pages);
        pause.setOnFinished(e -> next());
    }

    void begin() {
        scene.addEventFilter(InputEvent.ANY, touched);
        pause.playFromStart();
    }

    private void next() {
        left.removeIf(page -> page.getParent() != null);
        if (left.isEmpty()) {
            scene.removeEventFilter(InputEvent.ANY, touched);
        } else {
            layOut(left.remove());
            pause.playFromStart();
        }
    }

    /** In a room like the window, which nobody sees. */
    private void layOut(Node page) {
        StackPane room = new StackPane(page);
        room.getStyleClass().add("window");
        Scene aside = new Scene(room, scene.getWidth(), scene.getHeight());
        aside.getStylesheets().setAll(scene.getStylesheets());
        room.applyCss();
        room.layout();
        room.getChildren().clear();
    }
}
