package dev.tidemark.postgres;

import java.time.Duration;

/** Is told each statement of a session when its answer is there. */
@FunctionalInterface
public interface StatementListener {
    StatementListener NONE = (sql, took, answer) -> {};

    /**
     * @param sql as it was sent
     * @param took until the answer was there
     * @param answer a value, or an error's message; empty for a mere acknowledgement
     */
    void answered(String sql, Duration took, String answer);
}
