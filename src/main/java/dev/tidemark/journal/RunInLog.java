package dev.tidemark.journal;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Objects;

/**
 * The run that a thread works for, in each line of the log: {@code %run} in {@code logback.xml}, {@code -} for none. Threads
 * have it from the one that started them, so that a library's threads tell it too.
 */
public final class RunInLog extends ClassicConverter {
    private static final InheritableThreadLocal<String> RUN = new InheritableThreadLocal<>();

    /** Does this as work for a run. */
    public static void during(String run, Runnable work) {
        String before = RUN.get();
        RUN.set(run);
        try {
            work.run();
        } finally {
            if (before == null) {
                RUN.remove();
            } else {
                RUN.set(before);
            }
        }
    }

    @Override
    public String convert(ILoggingEvent event) {
        return Objects.requireNonNullElse(RUN.get(), "-");
    }
}
