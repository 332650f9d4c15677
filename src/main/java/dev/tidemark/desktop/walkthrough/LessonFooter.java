package dev.tidemark.desktop.walkthrough;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.page.Action;
import dev.tidemark.desktop.page.Footer;
import dev.tidemark.walkthrough.WalkthroughState;
import java.util.List;

/**
 * What stands in the bottom bar beside a lesson.
 *
 * @param course the lesson
 * @param leave goes back to the choice of lessons
 */
record LessonFooter(Course course, Runnable leave) {
    /** Before a lesson is chosen. */
    static Footer choosing(boolean offline) {
        return Footer.of(offline ? text("lesson.offline") : "");
    }

    Footer of(WalkthroughState state, boolean presenting, boolean ownServers) {
        Action back = Action.of(text("frame.back"), course::back)
                .unless(state.busy(), text("lesson.busy"))
                .unless(state.done() == 0, text("lesson.beginning"));
        Action next = state.next()
                .map(step -> Action.of(text("lesson.run-step", step.title()), course::next)
                        .unless(state.busy(), text("lesson.busy")))
                .orElseGet(() -> Action.of(text("lesson.another"), leave));
        return Footer.of(text(presenting ? "lesson.keys" : ownServers ? "lesson.own-servers" : "lesson.offline"))
                .back(back)
                .next(next);
    }

    /** Whether the bar would look the same. */
    static boolean same(Footer a, Footer b) {
        return labels(a).equals(labels(b));
    }

    private static List<String> labels(Footer footer) {
        return List.of(
                footer.status(),
                footer.back().map(s -> s.label() + s.against()).orElse(""),
                footer.next().map(s -> s.label() + s.against()).orElse(""));
    }
}
