package dev.tidemark.walkthrough;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A statement that waits for a lock.
 *
 * @param sql the statement
 * @param blockers whom it waits for, such as {@code session 1}
 * @param lasting for how long
 */
public record Hang(String sql, List<String> blockers, Duration lasting) {
    private static final Pattern WRITES =
            Pattern.compile("\\s*(?:INSERT|UPDATE|DELETE|TRUNCATE)\\b", Pattern.CASE_INSENSITIVE);

    public Hang {
        blockers = List.copyOf(blockers);
    }

    /** Whether it changes rows, so that an event waits with it. */
    public boolean writes() {
        return WRITES.matcher(sql).lookingAt();
    }

    /** {@code session 1 and session 2}. */
    public String who() {
        return String.join(" and ", blockers);
    }
}
