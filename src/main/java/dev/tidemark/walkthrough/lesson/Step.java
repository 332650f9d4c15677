package dev.tidemark.walkthrough.lesson;

import java.util.List;

/**
 * A step of a lesson.
 *
 * @param title a few words
 * @param what one sentence: what happens
 * @param why one sentence: why
 * @param commands what is typed, in order; none in a step that only explains
 */
public record Step(String title, String what, String why, List<Command> commands) {
    public Step {
        commands = List.copyOf(commands);
    }
}
