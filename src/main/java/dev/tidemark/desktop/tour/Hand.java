package dev.tidemark.desktop.tour;

import dev.tidemark.desktop.Wiring;
import dev.tidemark.problem.Problem;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;

/** Uses the window's real controls as an operator would, from a thread that is not the screen's. */
public final class Hand {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration MOMENT = Duration.ofMillis(350);

    private final Wiring window;

    public Hand(Wiring window) {
        this.window = window;
    }

    /** Waits for a button that can be pressed and bears this label, and presses it. */
    public void press(String id, String label) {
        until("the button “" + label + "”", () -> can(id, label));
        onScreen(() -> ((ButtonBase) node(id)).fire());
    }

    /** Puts text into a field, in the place of what was there. */
    public void type(String id, String text) {
        until("the field " + id, () -> window.scene().lookup(id) instanceof TextInputControl);
        onScreen(() -> ((TextInputControl) node(id)).setText(text));
    }

    /** Puts text into a field and presses Enter there. */
    public void enter(String id, String text) {
        type(id, text);
        onScreen(() -> node(id).fireEvent(new ActionEvent()));
    }

    /** Waits until the run has come to a stage; a run that ends otherwise ends the wait with its problem. */
    public void reach(Stage stage) {
        until(
                "the stage " + stage,
                () -> run(s -> s.stage().compareTo(stage) >= 0 || s.stage().over()));
        boolean failed = ask(() -> run(s -> s.stage() == Stage.FAILED || s.stage() == Stage.DISCARDED));
        if (failed && !stage.over()) {
            throw window.mirror()
                    .state()
                    .get()
                    .flatMap(RunState::problem)
                    .orElseGet(() -> stuck("the stage " + stage))
                    .asException();
        }
    }

    /** Whether the window shows a run of which this is true; on the screen's thread. */
    public boolean run(Predicate<RunState> what) {
        return window.mirror().state().get().filter(what).isPresent();
    }

    /** Waits until something is so; it is looked at on the screen's thread, each time the screen is drawn. */
    public void until(String what, BooleanSupplier isSo) {
        if (!until(isSo, PATIENCE)) {
            throw stuck(what).asException();
        }
    }

    /** Waits until something is so, but not longer than this; tells whether it is. */
    public boolean until(BooleanSupplier isSo, Duration atMost) {
        long start = System.nanoTime();
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Platform.runLater(() -> new AnimationTimer() {
            @Override
            public void handle(long now) {
                try {
                    boolean late = System.nanoTime() - start > atMost.toNanos();
                    if (isSo.getAsBoolean() || late) {
                        stop();
                        answer.complete(isSo.getAsBoolean());
                    }
                } catch (RuntimeException e) {
                    stop();
                    answer.completeExceptionally(e);
                }
            }
        }.start());
        return join(answer, atMost.plusSeconds(20));
    }

    /** Lets the screen catch up. */
    public void moment() {
        long start = System.nanoTime();
        until("a moment", () -> System.nanoTime() - start > MOMENT.toNanos());
    }

    /** Does something on the screen's thread, and waits for it. */
    public void onScreen(Runnable work) {
        ask(() -> {
            work.run();
            return true;
        });
    }

    private boolean ask(BooleanSupplier question) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                answer.complete(question.getAsBoolean());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return join(answer, Duration.ofSeconds(60));
    }

    private boolean can(String id, String label) {
        return window.scene().lookup(id) instanceof ButtonBase button
                && button.isVisible()
                && !button.isDisabled()
                && ((Labeled) button).getText().startsWith(label);
    }

    private Node node(String id) {
        return Objects.requireNonNull(window.scene().lookup(id), id);
    }

    private static boolean join(CompletableFuture<Boolean> answer, Duration atMost) {
        try {
            return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The screen does not answer.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted.", e);
        }
    }

    private static Problem stuck(String what) {
        return Problem.of(
                "tour-stuck",
                "The tour waited in vain for " + what + ".",
                "The window did not come to it in time.",
                "The last pictures show where it stood; the log says more.");
    }
}
