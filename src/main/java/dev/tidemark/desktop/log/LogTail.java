package dev.tidemark.desktop.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.LongStream;
import org.slf4j.LoggerFactory;

/**
 * The latest lines of this program's log, in memory. Whoever logs and whoever reads never wait for each other: a line has
 * a number, and its place in the ring by that number; one that was overwritten meanwhile is left out.
 */
final class LogTail extends UnsynchronizedAppenderBase<ILoggingEvent> {
    /** As many as one can look through. */
    static final int LINES = 4000;

    private static final String NAME = "WINDOW";

    private final AtomicReferenceArray<LogLine> ring = new AtomicReferenceArray<>(LINES);
    private final AtomicLong next = new AtomicLong();

    /** The one that listens already, or one that does from now on. */
    static LogTail ofThisProgram() {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return new LogTail();
        }
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (root.getAppender(NAME) instanceof LogTail listening) {
            return listening;
        }
        LogTail fresh = new LogTail();
        fresh.setName(NAME);
        fresh.setContext(context);
        fresh.start();
        root.addAppender(fresh);
        return fresh;
    }

    @Override
    protected void append(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        String logger = event.getLoggerName();
        String trace = thrown == null ? "" : ThrowableProxyUtil.asString(thrown);
        long number = next.getAndIncrement();
        ring.set(
                (int) (number % LINES),
                new LogLine(
                        number,
                        event.getInstant(),
                        event.getLevel().toString(),
                        logger.substring(logger.lastIndexOf('.') + 1),
                        event.getFormattedMessage(),
                        trace));
    }

    /** From this number on, oldest first, as far as they are still there. */
    List<LogLine> since(long number) {
        long end = next.get();
        return LongStream.range(Math.max(number, end - LINES), end)
                .mapToObj(i -> ring.get((int) (i % LINES)))
                .filter(Objects::nonNull)
                .filter(line -> line.number() >= number && line.number() < end)
                .toList();
    }
}
