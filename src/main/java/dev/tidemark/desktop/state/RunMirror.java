package dev.tidemark.desktop.state;

import dev.tidemark.run.RunState;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.util.Duration;
import javafx.util.Subscription;

/** The run's state for the screen, looked up ten times a second however fast it changes. The run stays its only owner. */
public final class RunMirror {
    private static final Duration EVERY = Duration.millis(100);

    private final ReadOnlyObjectWrapper<Optional<RunState>> state = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Timeline clock = new Timeline(new KeyFrame(EVERY, e -> look()));
    private Optional<Supplier<RunState>> source = Optional.empty();

    public RunMirror() {
        clock.setCycleCount(Animation.INDEFINITE);
    }

    public ReadOnlyObjectProperty<Optional<RunState>> state() {
        return state.getReadOnlyProperty();
    }

    /**
     * Tells a page the state for as long as it is in the window, and at once when it comes there: while rows go by, nobody
     * sees the others, and the screen's thread has enough to do.
     *
     * @param part of the page
     */
    public void whileShown(Node part, Consumer<Optional<RunState>> told) {
        Subscription[] following = {Subscription.EMPTY};
        part.sceneProperty().subscribe(scene -> {
            following[0].unsubscribe();
            following[0] = scene == null ? Subscription.EMPTY : state.subscribe(told);
        });
    }

    /** From now on shows this run. */
    public void follow(Supplier<RunState> run) {
        source = Optional.of(run);
        look();
        clock.play();
    }

    /** Shows no run. */
    public void forget() {
        source = Optional.empty();
        clock.stop();
        state.set(Optional.empty());
    }

    private void look() {
        source.ifPresent(run -> {
            RunState now = run.get();
            if (state.get().isEmpty() || state.get().get() != now) {
                state.set(Optional.of(now));
            }
        });
    }
}
