package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.desktop.component.AreaChart;
import dev.tidemark.desktop.component.BudgetRing;
import dev.tidemark.desktop.component.Meter;
import dev.tidemark.desktop.tour.Hand;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.SandboxOptions;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a screen reader would say. */
class SpokenTest {
    @Test
    void each_control_and_each_drawing_has_words() {
        Wiring window = OpenWindow.with(SandboxOptions.temporary(), DemoOptions.standard());
        Hand hand = new Hand(window);
        Set<String> silent = new TreeSet<>();
        for (Shot shot : Shot.values()) {
            hand.onScreen(() -> shot.show(window));
            hand.moment();
            hand.onScreen(() -> {
                Set<Node> labelled = new HashSet<>();
                labelled(window.scene().getRoot(), labelled);
                walk(shot, window.scene().getRoot(), labelled, silent);
                shot.leave(window);
            });
        }
        hand.onScreen(window.mirror()::forget);
        assertThat(silent).isEmpty();
    }

    private static void labelled(Node node, Set<Node> labelled) {
        if (node instanceof Label label && label.getLabelFor() != null && !blank(label.getText())) {
            labelled.add(label.getLabelFor());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> labelled(child, labelled));
        }
    }

    private static void walk(Shot shot, Node node, Set<Node> labelled, Set<String> silent) {
        // What a cell is called, its table says; what is in it has to say so itself.
        boolean asked = node instanceof Control control
                        && control.isFocusTraversable()
                        && !(control instanceof ScrollBar)
                        && !(control instanceof IndexedCell<?>)
                || node instanceof AreaChart
                || node instanceof BudgetRing
                || node instanceof Meter;
        if (!node.isVisible()) {
            return;
        }
        if (asked && blank(node.getAccessibleText()) && !labelled.contains(node) && !says(node)) {
            silent.add(shot + ": " + node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(shot, child, labelled, silent));
        }
    }

    private static boolean says(Node node) {
        return node instanceof Labeled labeled
                && labeled.getText() != null
                && labeled.getText().matches(".*\\p{L}.*");
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
