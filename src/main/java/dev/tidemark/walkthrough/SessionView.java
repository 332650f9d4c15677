package dev.tidemark.walkthrough;

import dev.tidemark.walkthrough.psql.Line;
import java.util.List;
import java.util.Optional;

/**
 * A session at one moment.
 *
 * @param number from 1
 * @param role what it is for
 * @param prompt what the next thing is typed behind
 * @param running whether a statement is under way
 * @param hang whom the statement waits for, if it waits for a lock
 * @param lines all that stands in it
 */
public record SessionView(
        int number, String role, String prompt, boolean running, Optional<Hang> hang, List<Line> lines) {
    public SessionView {
        lines = List.copyOf(lines);
    }
}
