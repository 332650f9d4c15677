package dev.tidemark.desktop.component;

import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;

/** Scrolls to what one has to see now, where it is not in sight: a problem that has just come up, a field one has tabbed to. */
public final class Reveal {
    /** Between what is scrolled to and the edge, in pixels. */
    private static final double MARGIN = 16;

    private Reveal() {}

    /** As soon as it has its place. */
    public static void soon(Node node) {
        Scene scene = node.getScene();
        if (scene != null) {
            scene.addPostLayoutPulseListener(new Runnable() {
                @Override
                public void run() {
                    scene.removePostLayoutPulseListener(this);
                    now(node);
                }
            });
            Platform.requestNextPulse();
        }
    }

    /** Who goes on by keyboard sees where; what a mouse is pressed on is in sight, and must not move away from under it. */
    public static void followKeyboard(Scene scene) {
        scene.focusOwnerProperty().subscribe(focused -> {
            if (focused != null) {
                Platform.runLater(() -> {
                    if (focused.isFocusVisible()) {
                        soon(focused);
                    }
                });
            }
        });
    }

    private static void now(Node node) {
        for (Node above = node.getParent(); above != null && node.isVisible(); above = above.getParent()) {
            if (above instanceof ScrollPane pane) {
                scroll(pane, node);
            }
        }
    }

    private static void scroll(ScrollPane pane, Node node) {
        Node content = pane.getContent();
        double seen = pane.getViewportBounds().getHeight();
        double hidden = content.getLayoutBounds().getHeight() - seen;
        if (hidden <= 0) {
            return;
        }
        Bounds place = content.sceneToLocal(node.localToScene(node.getLayoutBounds()));
        double top = hidden * pane.getVvalue() / pane.getVmax();
        double least = place.getMaxY() + MARGIN - seen;
        double most = place.getMinY() - MARGIN;
        // What is higher than the room for it is seen from its beginning.
        double wanted = Math.min(Math.max(top, least), most);
        pane.setVvalue(Math.clamp(wanted / hidden, 0, 1) * pane.getVmax());
    }
}
