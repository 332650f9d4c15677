package dev.tidemark.desktop;

import dev.tidemark.desktop.component.Hint;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.control.TableCell;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/**
 * Finds text that nobody can read in full: shortened by an ellipsis, cut by a clip, or beyond the edge of what it stands
 * in. What one can scroll to is no fault, and neither is a shortened cell of a table whose tooltip tells the whole.
 */
final class CutOff {
    /** Characters reach a little beyond their line. */
    private static final double TOLERANCE = 1.5;

    private static final double FAR = 1e6;

    private final List<String> found = new ArrayList<>();

    private CutOff() {}

    /** What is cut off below this node, which is laid out; a line for each. */
    static List<String> below(Node node) {
        CutOff cutOff = new CutOff();
        cutOff.walk(node, bounds(node));
        return cutOff.found;
    }

    private void walk(Node node, Bounds room) {
        if (!node.isVisible() || node instanceof ScrollBar) {
            return;
        }
        Bounds left = room;
        if (node.getClip() != null && !scrolled(node)) {
            left = both(left, node.localToScene(node.getClip().getBoundsInParent()));
        }
        if (node instanceof TextInputControl input) {
            prompt(input);
            return;
        }
        if (node instanceof Labeled labeled) {
            truncated(labeled);
        }
        if (node instanceof Text text && !text.getText().isBlank()) {
            // Blanks at a line's end hang out of a flow of texts; what is to be read wraps in it.
            Bounds shown = bounds(text.getParent() instanceof TextFlow flow ? flow : text);
            if (!within(shown, left)) {
                found.add("“" + text.getText() + "” at " + words(shown) + " has only " + words(left) + place(node));
            }
        }
        if (node instanceof Parent parent) {
            Bounds inside = roomIn(parent, left);
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, inside));
        }
    }

    private static Bounds roomIn(Parent parent, Bounds room) {
        if (parent.getStyleClass().contains("viewport") && parent.getParent() instanceof ScrollPane pane) {
            Bounds port = both(room, bounds(parent));
            Bounds content = bounds(pane.getContent());
            boolean across = pane.getHbarPolicy() != ScrollBarPolicy.NEVER;
            boolean down = pane.getVbarPolicy() != ScrollBarPolicy.NEVER;
            return box(
                    across ? content.getMinX() : port.getMinX(),
                    down ? content.getMinY() : port.getMinY(),
                    across ? content.getMaxX() : port.getMaxX(),
                    down ? content.getMaxY() : port.getMaxY());
        }
        if (parent.getStyleClass().contains("virtual-flow")
                || parent.getStyleClass().contains("clipped-container")) {
            return box(-FAR, -FAR, FAR, FAR);
        }
        if (parent.getParent() != null && parent.getParent().getStyleClass().contains("viewport")) {
            // As large as the viewport, while its content reaches beyond it.
            return room;
        }
        return parent instanceof Region && parent.getTranslateY() == 0 ? both(room, bounds(parent)) : room;
    }

    /** The clip of something that one can scroll. */
    private static boolean scrolled(Node node) {
        return node.getStyleClass().contains("viewport")
                || node.getStyleClass().contains("clipped-container")
                || node.getStyleClass().contains("virtual-flow");
    }

    private void truncated(Labeled labeled) {
        if (!labeled.isTextTruncated() || labeled.getText() == null) {
            return;
        }
        if (!told(labeled)) {
            found.add("“" + labeled.getText() + "” is shortened to " + Math.round(labeled.getWidth()) + " px"
                    + place(labeled));
        }
    }

    /** Whether it stands in a table, and the tooltip of its cell or of the cell's control has it all. */
    private static boolean told(Labeled labeled) {
        boolean tooltip = false;
        for (Node at = labeled; at != null; at = at.getParent()) {
            tooltip |= at instanceof Control control && labeled.getText().equals(Hint.of(control));
            if (at instanceof TableCell<?, ?>) {
                return tooltip;
            }
        }
        return false;
    }

    private void prompt(TextInputControl input) {
        if (input.getText() != null && !input.getText().isEmpty()) {
            return;
        }
        Bounds room = bounds(input);
        input.lookupAll(".text").stream()
                .filter(node -> node instanceof Text text
                        && text.isVisible()
                        && text.getText().equals(input.getPromptText())
                        && !within(text.localToScene(text.getLayoutBounds()), room))
                .forEach(node -> found.add("the prompt “" + input.getPromptText() + "” is cut" + place(input)));
    }

    private static String place(Node node) {
        StringBuilder place = new StringBuilder();
        for (Node at = node; at != null && place.length() < 70; at = at.getParent()) {
            String id = at.getId() != null ? "#" + at.getId() : String.join(".", at.getStyleClass());
            if (!id.isEmpty() && !(at instanceof IndexedCell<?>)) {
                place.append(" < ").append(id);
            }
        }
        return place.toString();
    }

    private static Bounds bounds(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    private static boolean within(Bounds inner, Bounds outer) {
        return inner.getMinX() >= outer.getMinX() - TOLERANCE
                && inner.getMinY() >= outer.getMinY() - TOLERANCE
                && inner.getMaxX() <= outer.getMaxX() + TOLERANCE
                && inner.getMaxY() <= outer.getMaxY() + TOLERANCE;
    }

    private static Bounds both(Bounds a, Bounds b) {
        return box(
                Math.max(a.getMinX(), b.getMinX()),
                Math.max(a.getMinY(), b.getMinY()),
                Math.min(a.getMaxX(), b.getMaxX()),
                Math.min(a.getMaxY(), b.getMaxY()));
    }

    private static Bounds box(double minX, double minY, double maxX, double maxY) {
        return new BoundingBox(minX, minY, Math.max(0, maxX - minX), Math.max(0, maxY - minY));
    }

    private static String words(Bounds box) {
        return "%.0f,%.0f–%.0f,%.0f".formatted(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
    }
}
