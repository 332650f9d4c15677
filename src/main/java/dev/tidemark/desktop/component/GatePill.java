package dev.tidemark.desktop.component;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import java.util.List;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;

/** The gate in two words: open, being closed, or closed and for how long, counted each frame. */
public final class GatePill extends Label {
    private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");
    private static final PseudoClass ASKING = PseudoClass.getPseudoClass("asking");
    private static final PseudoClass CLOSED = PseudoClass.getPseudoClass("closed");

    private final AnimationTimer counter = new AnimationTimer() {
        @Override
        public void handle(long now) {
            count();
        }
    };
    private Optional<RunState> state = Optional.empty();

    public GatePill() {
        getStyleClass().add("gate-pill");
        setMinWidth(USE_PREF_SIZE);
        show(Optional.empty());
    }

    public void show(Optional<RunState> run) {
        state = run;
        boolean closed = run.filter(r -> r.gate().closed()).isPresent();
        if (closed) {
            set(CLOSED, Feather.LOCK, text("gate.title-closed"));
            count();
            counter.start();
            return;
        }
        counter.stop();
        if (run.filter(r -> r.stage() == Stage.LOCKING).isPresent()) {
            set(ASKING, Feather.CLOCK, text("gate.pill-asking"));
        } else {
            set(OPEN, Feather.UNLOCK, text("gate.pill-open"));
        }
    }

    private void count() {
        state.ifPresent(run ->
                setText(text("gate.pill-closed", Figures.time(run.gate().closedFor(System.nanoTime())))));
    }

    private void set(PseudoClass look, Feather icon, String text) {
        List.of(OPEN, ASKING, CLOSED).forEach(one -> pseudoClassStateChanged(one, one == look));
        setGraphic(Icons.of(icon));
        setText(text);
        setAccessibleText(text);
    }
}
