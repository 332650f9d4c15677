package dev.tidemark.walkthrough.lesson;

import java.util.List;
import java.util.Map;

/**
 * A lesson in three sessions.
 *
 * @param id what one calls it by, such as {@code recipe}
 * @param title for people
 * @param about what it is about, one or two sentences
 * @param topic what its event topic's name begins with
 * @param show which field of an event's JSON the log shows
 * @param roles what each session is for, by the sessions' numbers
 * @param steps in order, at least one
 */
public record Lesson(
        String id,
        String title,
        String about,
        String topic,
        String show,
        Map<Integer, String> roles,
        List<Step> steps) {
    /** How many sessions a lesson has. */
    public static final int SESSIONS = 3;

    public Lesson {
        roles = Map.copyOf(roles);
        steps = List.copyOf(steps);
    }

    /** Whether there are events in it, so that its log is worth a look. */
    public boolean publishes() {
        return steps.stream()
                .flatMap(step -> step.commands().stream())
                .anyMatch(command -> command.text().startsWith("\\publish"));
    }

    /** What a session is for; empty if the lesson doesn't say. */
    public String role(int session) {
        return roles.getOrDefault(session, "");
    }
}
