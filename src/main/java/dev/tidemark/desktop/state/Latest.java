package dev.tidemark.desktop.state;

import dev.tidemark.problem.Problem;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.util.Duration;

/** Asks again and again as the operator types, but not at each key, and forgets answers to outdated questions. */
public final class Latest {
    private final Tasks tasks;
    private final PauseTransition pause;
    private int generation;

    public Latest(Tasks tasks, Duration patience) {
        this.tasks = tasks;
        this.pause = new PauseTransition(patience);
    }

    /** Does this after a moment, unless something else is asked first. */
    public <T> void ask(String name, Callable<T> work, Consumer<T> success, Consumer<Problem> error) {
        int mine = ++generation;
        pause.setOnFinished(e -> tasks.of(name, work)
                .onSuccess(value -> ifCurrent(mine, () -> success.accept(value)))
                .onError(problem -> ifCurrent(mine, () -> error.accept(problem)))
                .start());
        pause.playFromStart();
    }

    /** Nothing is to be asked any more. */
    public void forget() {
        generation++;
        pause.stop();
    }

    private void ifCurrent(int asked, Runnable then) {
        if (asked == generation) {
            then.run();
        }
    }
}
