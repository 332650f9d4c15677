package dev.tidemark.desktop.walkthrough;

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
    private static final String OFFLINE =
            "Everything here runs on the built-in PostgreSQL and Kafka. Nothing leaves this computer.";
    private static final String OWN = "The lesson has a schema of its own there, which is dropped when you leave it.";
    private static final String KEYS = "Right and Left: steps · N: explanation · Esc: end presenting";

    /** Before a lesson is chosen. */
    static Footer choosing(boolean offline) {
        return Footer.of(offline ? OFFLINE : "");
    }

    Footer of(WalkthroughState state, boolean presenting, boolean ownServers) {
        Action back = Action.of("Back", course::back)
                .unless(state.busy(), "The step is under way.")
                .unless(state.done() == 0, "This is the beginning.");
        Action next = state.next()
                .map(step -> Action.of("Run step: " + step.title(), course::next)
                        .unless(state.busy(), "The step is under way."))
                .orElseGet(() -> Action.of("Choose another lesson", leave));
        return Footer.of(presenting ? KEYS : ownServers ? OWN : OFFLINE)
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
