package dev.tidemark.desktop.log;

import dev.tidemark.desktop.component.Figures;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * One entry of the log.
 *
 * @param number from 0, in the order of their coming
 * @param at when
 * @param level ERROR, WARN, INFO, DEBUG or TRACE
 * @param source the class that tells it, without its package
 * @param message in one line or several
 * @param trace the exception with its stack, or empty
 */
record LogLine(long number, Instant at, String level, String source, String message, String trace) {

    /** In one line, but for its message's own: the exception with its first line alone. */
    String brief() {
        String cause = trace.isEmpty() ? "" : " · " + trace.lines().findFirst().orElse("");
        return String.format(
                Locale.ROOT, "%s  %-5s  %s  %s%s", Figures.clockMillis(at), level, source, message.strip(), cause);
    }

    /** All there is. */
    String whole() {
        return trace.isEmpty() ? brief() : brief() + "\n" + trace.stripTrailing();
    }

    /** Whether each of these words stands somewhere in it; in small letters. */
    boolean has(String... words) {
        String text = whole().toLowerCase(Locale.ROOT);
        return Arrays.stream(words).allMatch(text::contains);
    }
}
