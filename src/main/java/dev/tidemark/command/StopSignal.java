package dev.tidemark.command;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import sun.misc.Signal;

/**
 * Ctrl+C and its relatives. The first one asks for an orderly end: whoever registered is told, the newest first, and
 * the command comes back by itself. The second one ends the program at once.
 */
final class StopSignal {
    /** Ctrl+C, {@code kill}, and a terminal that was closed (Windows has no HUP). */
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    private static final int SIGNAL_EXIT = 128;

    private final Deque<Runnable> told = new ArrayDeque<>();
    private int signal;

    /** From now on this is what Ctrl+C does. */
    void install() {
        for (String name : SIGNALS) {
            try {
                Signal.handle(new Signal(name), sent -> arrive(sent.getNumber()));
            } catch (IllegalArgumentException e) {
                // This system doesn't have it, or the JVM was started with -Xrs and leaves signals alone.
                continue;
            }
        }
    }

    synchronized boolean asked() {
        return signal != 0;
    }

    /** As a shell reports it: 130 for Ctrl+C. */
    synchronized int exitCode() {
        return SIGNAL_EXIT + signal;
    }

    /** Runs this when the end is asked for, at once if it has been already. Closing the registration forgets it. */
    Registration tell(Runnable action) {
        synchronized (this) {
            if (signal == 0) {
                told.push(action);
                return () -> forget(action);
            }
        }
        action.run();
        return () -> {};
    }

    void arrive(int number) {
        List<Runnable> actions;
        synchronized (this) {
            if (signal != 0) {
                Runtime.getRuntime().halt(exitCode());
            }
            signal = number;
            actions = List.copyOf(told);
        }
        actions.forEach(Runnable::run);
    }

    private synchronized void forget(Runnable action) {
        told.remove(action);
    }

    /** Somebody who wants to be told. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
