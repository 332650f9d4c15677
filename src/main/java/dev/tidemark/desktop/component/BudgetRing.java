package dev.tidemark.desktop.component;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.run.GateState;
import java.time.Duration;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Circle;

/** How much of the gate's budget is spent; counts each frame while the gate is closed. */
public final class BudgetRing extends StackPane {
    private static final PseudoClass CLOSED = PseudoClass.getPseudoClass("closed");
    private static final double SIZE = 96;
    private static final double RADIUS = SIZE / 2 - 5;

    private final Arc arc = new Arc(SIZE / 2, SIZE / 2, RADIUS, RADIUS, 90, 0);
    private final Label figure = new Label();
    private final Label unit = new Label();
    private final AnimationTimer counter = new AnimationTimer() {
        @Override
        public void handle(long now) {
            count();
        }
    };
    private Optional<GateState> gate = Optional.empty();

    public BudgetRing() {
        getStyleClass().add("budget-ring");
        Circle track = new Circle(SIZE / 2, SIZE / 2, RADIUS);
        track.getStyleClass().add("ring-track");
        arc.setType(ArcType.OPEN);
        arc.getStyleClass().add("ring-value");
        figure.getStyleClass().add("ring-figure");
        unit.getStyleClass().add("ring-unit");
        VBox middle = new VBox(-2, figure, unit);
        middle.setAlignment(Pos.CENTER);
        Pane drawing = new Pane(track, arc);
        getChildren().addAll(drawing, middle);
        setMinSize(SIZE, SIZE);
        setMaxSize(SIZE, SIZE);
        count();
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                counter.stop();
            }
        });
    }

    public void show(Optional<GateState> state) {
        gate = state;
        boolean closed = state.filter(GateState::closed).isPresent();
        pseudoClassStateChanged(CLOSED, closed);
        if (closed) {
            counter.start();
        } else {
            counter.stop();
        }
        count();
    }

    private void count() {
        Duration spent = gate.map(g -> g.closedFor(System.nanoTime())).orElse(Duration.ZERO);
        double budget =
                gate.map(GateState::budget).orElse(Duration.ofSeconds(1)).toNanos();
        boolean never = gate.filter(g -> g.lockedNanos().isPresent()).isEmpty();
        String time = Figures.time(spent);
        String[] parts = time.split(" ", 2);
        figure.setText(never ? "–" : parts[0]);
        unit.setText(never ? text("gate.not-closed") : text("gate.unit-closed", parts[1]));
        double fraction = Math.min(1, spent.toNanos() / budget);
        // A gate of milliseconds would be a dot too small to see.
        arc.setVisible(!never);
        arc.setLength(-360 * Math.max(fraction, 0.004));
        setAccessibleText(never ? text("gate.never-closed") : text("gate.was-closed", time));
    }
}
