package dev.tidemark.desktop.component;

import static dev.tidemark.desktop.text.Texts.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The steps of a backfill at the window's left; lock, export and mark stand in a frame of their own, the gate. */
public final class StepRail extends VBox {
    private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
    private static final PseudoClass CLOSED = PseudoClass.getPseudoClass("closed");

    /** The steps in their order. */
    public enum Item {
        CONNECT("step.connect"),
        TABLES("step.tables"),
        LOCK("step.lock"),
        EXPORT("step.export"),
        MARK("step.mark"),
        READ("step.read"),
        COMMIT("step.commit");

        private final String key;

        Item(String key) {
            this.key = key;
        }

        private String title() {
            return text(key);
        }

        private boolean inGate() {
            return this == LOCK || this == EXPORT || this == MARK;
        }
    }

    /** How far a step is. */
    public enum Progress {
        AHEAD,
        HERE,
        DONE,
        /** Done, and being looked at again. */
        HERE_DONE,
        FAILED
    }

    private final Map<Item, Button> buttons = new LinkedHashMap<>();
    private final Label gateLabel = new Label(text("gate.rail"));
    private final StackPane gateBox;

    public StepRail() {
        getStyleClass().add("step-rail");
        VBox gate = new VBox(2);
        gate.getStyleClass().add("rail-gate");
        gateLabel.getStyleClass().add("rail-gate-label");
        StackPane.setAlignment(gateLabel, Pos.TOP_LEFT);
        gateBox = new StackPane(gate, gateLabel);
        gateBox.getStyleClass().add("rail-gate-box");
        for (Item item : Item.values()) {
            Button button = new Button(item.title());
            button.setId("rail-" + item.name().toLowerCase(java.util.Locale.ROOT));
            button.getStyleClass().add("rail-item");
            buttons.put(item, button);
            (item.inGate() ? gate : this).getChildren().add(button);
            if (item == Item.TABLES) {
                getChildren().add(gateBox);
            }
            show(item, Progress.AHEAD, Optional.of(text("frame.not-yet")));
        }
        VBox space = new VBox();
        VBox.setVgrow(space, Priority.ALWAYS);
        getChildren().add(space);
    }

    public void onChosen(Consumer<Item> chosen) {
        buttons.forEach((item, button) -> button.setOnAction(e -> chosen.accept(item)));
    }

    /** Adds something at the rail's foot. */
    public void addFoot(Node node) {
        getChildren().add(node);
    }

    public void showGate(boolean closed) {
        gateBox.pseudoClassStateChanged(CLOSED, closed);
        gateLabel.setText(text(closed ? "gate.rail-closed" : "gate.rail"));
    }

    /**
     * @param item which step
     * @param progress how far it is
     * @param against why one cannot go there; empty if one can
     */
    public void show(Item item, Progress progress, Optional<String> against) {
        Button button = buttons.get(item);
        if (button == null) {
            return;
        }
        button.setDisable(against.isPresent());
        boolean here = progress == Progress.HERE || progress == Progress.HERE_DONE;
        boolean done = progress == Progress.DONE || progress == Progress.HERE_DONE;
        button.pseudoClassStateChanged(HERE, here);
        button.pseudoClassStateChanged(DONE, done);
        button.pseudoClassStateChanged(FAILED, progress == Progress.FAILED);
        Node mark = done
                ? Icons.of(Feather.CHECK)
                : progress == Progress.FAILED ? Icons.of(Feather.X) : new Label(String.valueOf(item.ordinal() + 1));
        StackPane badge = new StackPane(mark);
        badge.getStyleClass().add("rail-badge");
        button.setGraphic(badge);
        button.setAccessibleText(text(
                "step.in-words",
                item.ordinal() + 1,
                item.title(),
                text(
                        done
                                ? "step.done"
                                : here ? "step.here" : progress == Progress.FAILED ? "step.failed" : "step.ahead")));
    }
}
