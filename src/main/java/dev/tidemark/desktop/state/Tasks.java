package dev.tidemark.desktop.state;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that blocks, off the screen's thread: each piece on a virtual thread of its own, its outcome back on the screen's
 * thread. No failure is swallowed: what nobody handles goes to the one who is told of everything unhandled.
 */
public final class Tasks {
    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);
    private final Consumer<Problem> unhandled;

    public Tasks(Consumer<Problem> unhandled) {
        this.unhandled = unhandled;
    }

    /**
     * A piece of work, not yet begun.
     *
     * @param name names its thread
     */
    public <T> Work<T> of(String name, Callable<T> work) {
        return new Work<>(name, work, value -> {}, unhandled);
    }

    /** The same for work without an outcome. */
    public Work<Boolean> of(String name, Runnable work) {
        return of(name, () -> {
            work.run();
            return true;
        });
    }

    /** One piece of work and where its outcome goes. */
    public static final class Work<T> {
        private final String name;
        private final Callable<T> work;
        private final Consumer<T> success;
        private final Consumer<Problem> error;

        private Work(String name, Callable<T> work, Consumer<T> success, Consumer<Problem> error) {
            this.name = name;
            this.work = work;
            this.success = success;
            this.error = error;
        }

        public Work<T> onSuccess(Consumer<T> handler) {
            return new Work<>(name, work, handler, error);
        }

        public Work<T> onError(Consumer<Problem> handler) {
            return new Work<>(name, work, success, handler);
        }

        public void start() {
            Thread.ofVirtual().name("window-" + name).start(this::run);
        }

        private void run() {
            try {
                T value = work.call();
                Platform.runLater(() -> success.accept(value));
            } catch (ProblemException e) {
                LOG.info("{} failed", name, e);
                Platform.runLater(() -> error.accept(e.problem()));
            } catch (Exception | LinkageError e) {
                LOG.error("{} failed unexpectedly", name, e);
                Platform.runLater(() -> error.accept(unexpected(e)));
            }
        }
    }

    private static Problem unexpected(Throwable thrown) {
        String message = thrown.getMessage() == null ? "" : " " + thrown.getMessage();
        return Problem.of(
                "unexpected",
                text("frame.unexpected"),
                thrown.getClass().getSimpleName() + ":" + message,
                text("frame.unexpected-to-do"));
    }
}
