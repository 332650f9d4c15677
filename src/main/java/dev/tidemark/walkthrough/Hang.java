package dev.tidemark.walkthrough;

import java.time.Duration;
import java.util.List;

/**
 * A statement that waits for a lock.
 *
 * @param blockers whom it waits for, such as {@code session 1}
 * @param lasting for how long
 */
public record Hang(List<String> blockers, Duration lasting) {
    public Hang {
        blockers = List.copyOf(blockers);
    }

    /** {@code session 1 and session 2}. */
    public String who() {
        return String.join(" and ", blockers);
    }
}
