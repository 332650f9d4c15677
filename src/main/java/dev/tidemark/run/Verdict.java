package dev.tidemark.run;

import dev.tidemark.problem.Problem;
import java.util.Optional;

/**
 * What one check before the lock found.
 *
 * @param check its name, such as {@code lock privilege}
 * @param level how it went
 * @param finding in a few words, such as {@code topics co-partitioned 6 / 6}
 * @param problem what to do about it, unless it passed
 */
public record Verdict(String check, Level level, String finding, Optional<Problem> problem) {
    /** How a check went. */
    public enum Level {
        PASS,
        WARNING,
        REFUSAL
    }
}
