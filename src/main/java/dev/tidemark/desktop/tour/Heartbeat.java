package dev.tidemark.desktop.tour;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;

/**
 * Feels the pulse of the screen's thread: how often the screen is drawn, the longest time between two drawings, and where
 * in the program's own code the thread waited for anything: a lock, another thread, an answer from the net.
 */
public final class Heartbeat extends AnimationTimer {
    private static final String OURS = "dev.tidemark.";
    private static final Duration EVERY = Duration.ofMillis(5);
    /** Where a thread stands that waits for an answer from the net: it counts as running then. */
    private static final List<String> IN_AND_OUT =
            List.of("sun.nio.ch.Net", "sun.nio.ch.NioSocketImpl", "sun.nio.ch.SocketChannelImpl", "java.net.");

    /** Who puts something into the toolkit's queue may meet another one who does: both have its lock for an instant only. */
    private static final String QUEUE = "com.sun.javafx.application.PlatformImpl";

    private static final int DEPTH = 100;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Set<String> waits = new ConcurrentSkipListSet<>();
    private Optional<ScheduledExecutorService> watch = Optional.empty();
    private long last;
    private long longest;
    private int pulses;

    /** On the screen's thread. */
    @Override
    public void start() {
        last = System.nanoTime();
        Thread screen = Thread.currentThread();
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("heartbeat").factory());
        looking.scheduleAtFixedRate(() -> look(screen), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        watch = Optional.of(looking);
        super.start();
    }

    @Override
    public void stop() {
        super.stop();
        watch.ifPresent(ExecutorService::shutdownNow);
    }

    @Override
    public void handle(long pulse) {
        long now = System.nanoTime();
        longest = Math.max(longest, now - last);
        last = now;
        pulses++;
    }

    /** How often the screen was drawn since the start. */
    public int pulses() {
        return pulses;
    }

    /** The longest time between two drawings. */
    public Duration longestGap() {
        return Duration.ofNanos(longest);
    }

    /** Our own methods in which the screen's thread was seen to wait; a sample every few milliseconds. */
    public Set<String> waits() {
        return Set.copyOf(waits);
    }

    private void look(Thread screen) {
        ThreadInfo seen = threads.getThreadInfo(screen.threadId(), DEPTH);
        if (seen != null && seen.getStackTrace().length > 0 && isWaiting(seen)) {
            Arrays.stream(seen.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith(OURS))
                    .findFirst()
                    .ifPresent(frame -> waits.add(seen.getStackTrace()[0] + " in " + frame));
        }
    }

    private static boolean isWaiting(ThreadInfo seen) {
        StackTraceElement top = seen.getStackTrace()[0];
        if (top.getClassName().equals(QUEUE) && top.getMethodName().equals("runLater")) {
            return false;
        }
        return seen.getThreadState() != Thread.State.RUNNABLE
                || IN_AND_OUT.stream().anyMatch(top.getClassName()::startsWith);
    }
}
