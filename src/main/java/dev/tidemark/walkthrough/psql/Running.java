package dev.tidemark.walkthrough.psql;

import java.time.Duration;

/**
 * A statement that the server has not answered yet.
 *
 * @param sql as it was typed
 * @param startedAt {@code System.nanoTime()} when it was sent
 */
public record Running(String sql, long startedAt) {
    public Duration lasting() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }
}
