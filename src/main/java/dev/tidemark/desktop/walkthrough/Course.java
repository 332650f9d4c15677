package dev.tidemark.desktop.walkthrough;

import dev.tidemark.desktop.state.Tasks;
import dev.tidemark.problem.Problem;
import dev.tidemark.walkthrough.Setting;
import dev.tidemark.walkthrough.Walkthrough;
import dev.tidemark.walkthrough.WalkthroughState;
import dev.tidemark.walkthrough.lesson.Lesson;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Duration;

/** The lesson that the window is in, mirrored at most ten times a second. All of it is for the screen's thread. */
final class Course implements AutoCloseable {
    private static final Duration PULSE = Duration.millis(100);

    private static final int LAST_SECONDS = 20;

    private final Tasks tasks;
    /** Lessons that were left and are still being taken away. */
    private final Set<CompletableFuture<Boolean>> leaving = ConcurrentHashMap.newKeySet();

    private final ReadOnlyObjectWrapper<Optional<WalkthroughState>> state =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper settingUp = new ReadOnlyBooleanWrapper();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final Timeline pulse = new Timeline(new KeyFrame(PULSE, e -> look()));
    /** Written on the screen's thread alone; the window's end closes it from another. */
    private volatile Optional<Walkthrough> walkthrough = Optional.empty();

    Course(Tasks tasks) {
        this.tasks = tasks;
        pulse.setCycleCount(Animation.INDEFINITE);
    }

    /** What is to be shown; empty where no lesson is open. */
    ReadOnlyObjectProperty<Optional<WalkthroughState>> state() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty settingUp() {
        return settingUp.getReadOnlyProperty();
    }

    /** Sets a lesson up; {@code place} may block. */
    void start(Lesson lesson, Callable<Setting> place) {
        if (settingUp.get() || walkthrough.isPresent()) {
            return;
        }
        settingUp.set(true);
        problem.set(Optional.empty());
        tasks.of("lesson", () -> Walkthrough.open(place.call(), lesson, () -> changed.set(true)))
                .onSuccess(opened -> {
                    settingUp.set(false);
                    walkthrough = Optional.of(opened);
                    changed.set(true);
                    look();
                    pulse.play();
                })
                .onError(why -> {
                    settingUp.set(false);
                    problem.set(Optional.of(why));
                })
                .start();
    }

    void next() {
        order("next", Walkthrough::next);
    }

    void back() {
        order("back", Walkthrough::back);
    }

    void startAgain() {
        order("again", Walkthrough::startAgain);
    }

    private void order(String name, Function<Walkthrough, CompletableFuture<WalkthroughState>> order) {
        walkthrough
                .filter(open -> !open.state().busy())
                .ifPresent(open -> tasks.of("lesson-" + name, () -> Walkthrough.await(order.apply(open)))
                        .onError(why -> problem.set(Optional.of(why)))
                        .start());
    }

    void type(int session, String text) {
        walkthrough.ifPresent(open -> open.type(session, text));
    }

    void cancel(int session) {
        walkthrough.ifPresent(
                open -> tasks.of("lesson-cancel", () -> open.cancel(session)).start());
    }

    /** Leaves the lesson; its schema and topics are taken away behind one's back. */
    void leave() {
        pulse.stop();
        walkthrough.ifPresent(this::closeAside);
        walkthrough = Optional.empty();
        state.set(Optional.empty());
        problem.set(Optional.empty());
    }

    private void closeAside(Walkthrough open) {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        leaving.add(gone);
        tasks.of("lesson-close", () -> {
                    try {
                        open.close();
                    } finally {
                        gone.complete(true);
                        leaving.remove(gone);
                    }
                })
                .start();
    }

    private void look() {
        walkthrough.ifPresent(open -> {
            boolean somebodyWaits = state.get()
                    .filter(s -> s.sessions().stream().anyMatch(one -> one.running()))
                    .isPresent();
            if (changed.getAndSet(false) || somebodyWaits) {
                state.set(Optional.of(open.state()));
            }
        });
    }

    /** Blocks until nothing of the lesson is left. */
    @Override
    public void close() {
        walkthrough.ifPresent(Walkthrough::close);
        walkthrough = Optional.empty();
        leaving.forEach(gone ->
                gone.completeOnTimeout(false, LAST_SECONDS, TimeUnit.SECONDS).join());
    }
}
