package dev.tidemark.desktop.tour;

import dev.tidemark.desktop.Wiring;
import dev.tidemark.desktop.text.Texts;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;

/** Lessons by the window's own controls. */
public final class LessonJourney {
    /**
     * A lesson and the step that tells most of it.
     *
     * @param id what the lesson is called by
     * @param step from 1
     */
    private record Telling(String id, int step) {}

    private static final List<Telling> TELLING = List.of(
            new Telling("recipe", 7),
            new Telling("lock-modes", 5),
            new Telling("look-first", 5),
            new Telling("truncate", 3),
            new Telling("queue", 4),
            new Telling("deadlock", 4),
            new Telling("killed", 4),
            new Telling("pages", 4),
            new Telling("consumer", 6));
    private static final int RECIPE_STEPS = 9;
    private static final Pattern STEP = Pattern.compile("\\D*(?<step>\\d+)\\D+(?<all>\\d+).*");

    private final Wiring window;
    private final Hand hand;
    private final Album album;

    public LessonJourney(Wiring window, Hand hand, Album album) {
        this.window = window;
        this.hand = hand;
        this.album = album;
    }

    /** Every lesson to its end, which has to come as the lesson says; a picture of its most telling step, and of presenter mode. */
    public void go() {
        hand.press("#rail-walkthrough", Texts.text("frame.walkthrough"));
        album.take("15-lessons");
        for (Telling lesson : TELLING) {
            begin(lesson.id());
            steps(1, lesson.step());
            album.take("lesson-" + lesson.id());
            if (lesson.equals(TELLING.getFirst())) {
                present();
            }
            toTheEnd(lesson);
            leave();
        }
    }

    private void toTheEnd(Telling lesson) {
        steps(lesson.step() + 1, length());
        hand.until(
                "the end of " + lesson.id() + " as it says",
                () -> window.scene().lookup("#otherwise") instanceof Node otherwise && !otherwise.isVisible());
    }

    /** From {@code Step 3 of 9}, in any language. */
    private int length() {
        String title = window.scene().lookup("#stepTitle") instanceof Labeled step ? step.getText() : "";
        Matcher matcher = STEP.matcher(title);
        if (!matcher.matches()) {
            throw new IllegalStateException("No step: " + title);
        }
        return Integer.parseInt(matcher.group("all"));
    }

    private void present() {
        hand.press("#present", Texts.text("lesson.present"));
        hand.moment();
        album.take("lesson-presented");
        hand.press("#present", Texts.text("lesson.present"));
    }

    /** The recipe from its first step to its last; the lesson stays open. */
    public void recipe() {
        hand.press("#rail-walkthrough", Texts.text("frame.walkthrough"));
        begin("recipe");
        steps(1, RECIPE_STEPS);
    }

    private void begin(String id) {
        hand.press("#lesson-" + id, "");
        hand.until(
                "the lesson " + id,
                () -> window.scene().lookup("#narrate") instanceof ToggleButton toggle
                        && toggle.getParent().getParent().isVisible());
    }

    private void steps(int from, int to) {
        for (int step = from; step <= to; step++) {
            String number = String.valueOf(step);
            hand.press("#next", Texts.text("lesson.run-step", ""));
            hand.until(
                    "step " + number,
                    () -> window.scene().lookup("#stepTitle") instanceof Labeled title
                            && STEP.matcher(title.getText())
                                    .results()
                                    .anyMatch(at -> at.group(1).equals(number)));
        }
        hand.moment();
    }

    private void leave() {
        hand.press("#leave", Texts.text("lesson.leave"));
    }
}
