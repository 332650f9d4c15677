package dev.tidemark.gate;

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

    static Verdict pass(String check, String finding) {
        return new Verdict(check, Level.PASS, finding, Optional.empty());
    }

    static Verdict warning(String check, String finding, Problem problem) {
        return new Verdict(check, Level.WARNING, finding, Optional.of(problem));
    }

    static Verdict refusal(String check, String finding, Problem problem) {
        return new Verdict(check, Level.REFUSAL, finding, Optional.of(problem));
    }

    public boolean refuses() {
        return level == Level.REFUSAL;
    }
}
