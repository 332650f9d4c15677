package dev.tidemark.problem;

import java.util.Optional;

/**
 * Something that went wrong, told to a person: what happened, why, and what to do about it.
 *
 * @param code stable and short, in kebab case, such as {@code wrong-password}; scripts may rely on it
 * @param what one sentence: what did not work
 * @param why one sentence: the cause as far as it is known
 * @param toDo one sentence: the next thing to try
 * @param origin the SQLSTATE or the Kafka error's name, where one of the servers said no
 */
public record Problem(String code, String what, String why, String toDo, Optional<String> origin) {

    public static Problem of(String code, String what, String why, String toDo) {
        return new Problem(code, what, why, toDo, Optional.empty());
    }

    public Problem from(String origin) {
        return new Problem(code, what, why, toDo, Optional.of(origin));
    }

    public ProblemException asException() {
        return new ProblemException(this, null);
    }

    /** Keeps the cause for the log; people see the problem alone. */
    public ProblemException asException(Throwable cause) {
        return new ProblemException(this, cause);
    }

    /** The problem in a few lines of plain text, as a terminal prints it and "copy details" copies it. */
    public String text() {
        String detail = origin.map(o -> ", " + o).orElse("");
        return what + "\n  Why: " + why + "\n  What to do: " + toDo + "\n  (" + code + detail + ")";
    }
}
