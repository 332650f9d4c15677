package dev.tidemark.walkthrough;

import dev.tidemark.walkthrough.lesson.Lesson;
import dev.tidemark.walkthrough.lesson.Step;
import java.util.List;
import java.util.Optional;

/**
 * A walkthrough at one moment.
 *
 * @param lesson which
 * @param results how each of the steps went that have been done
 * @param busy whether a step runs, or the lesson is being set up again
 * @param sessions the three
 * @param eventTopic where events and mark go
 * @param events what stands there
 * @param rowsTopic where the rows go
 * @param rows what stands there
 */
public record WalkthroughState(
        Lesson lesson,
        List<StepResult> results,
        boolean busy,
        List<SessionView> sessions,
        String eventTopic,
        List<LogEntry> events,
        String rowsTopic,
        List<LogEntry> rows) {
    public WalkthroughState {
        results = List.copyOf(results);
        sessions = List.copyOf(sessions);
        events = List.copyOf(events);
        rows = List.copyOf(rows);
    }

    /** How many steps have been done. */
    public int done() {
        return results.size();
    }

    /** The one that was done last. */
    public Optional<Step> current() {
        return results.isEmpty() ? Optional.empty() : Optional.of(lesson.steps().get(results.size() - 1));
    }

    /** The one that comes next; empty at the lesson's end. */
    public Optional<Step> next() {
        return results.size() == lesson.steps().size()
                ? Optional.empty()
                : Optional.of(lesson.steps().get(results.size()));
    }

    /** What is to be said about the last step, if it did not go as the lesson says. */
    public Optional<String> explanation() {
        return results.isEmpty() || !(results.getLast() instanceof StepResult.Otherwise(String text))
                ? Optional.empty()
                : Optional.of(text);
    }

    public boolean finished() {
        return next().isEmpty();
    }
}
