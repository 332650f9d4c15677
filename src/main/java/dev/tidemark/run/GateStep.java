package dev.tidemark.run;

import java.time.Duration;
import java.util.Optional;

/**
 * One step of the gate, as people see it.
 *
 * @param kind which
 * @param detail what exactly, such as {@code SHARE ROW EXCLUSIVE, 2 tables}
 * @param progress how far it is
 * @param took how long it took, once it is done
 */
public record GateStep(Kind kind, String detail, Progress progress, Optional<Duration> took) {

    /** The gate's steps in their order. */
    public enum Kind {
        LOCK,
        DRAIN,
        EXPORT,
        MARK,
        PROVE,
        RELEASE
    }

    /** How far a step is. */
    public enum Progress {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }
}
