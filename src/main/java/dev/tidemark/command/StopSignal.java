package dev.tidemark.command;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntConsumer;
import sun.misc.Signal;

/**
 * Ctrl+C and its relatives. The first one asks for an orderly end: whoever registered is told, the newest first, and
 * the command comes back by itself; where nobody did, the program exits, and what is open is closed on the way. A second Ctrl+C ends the program at once.
 */
final class StopSignal {
    /** Ctrl+C, {@code kill}, and a terminal that was closed (Windows has no HUP). */
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    private static final String INTERRUPT = "INT";

    private static final int SIGNAL_EXIT = 128;

    private final Deque<Runnable> told = new ArrayDeque<>();
    private final IntConsumer exit;
    private int signal;
    private int interrupts;

    /** @param exit ends the program with this code where nobody has anything to clear up */
    StopSignal(IntConsumer exit) {
        this.exit = exit;
    }

    /** From now on this is what Ctrl+C does. */
    void install() {
        for (String name : SIGNALS) {
            try {
                Signal.handle(new Signal(name), sent -> arrive(sent.getNumber(), name.equals(INTERRUPT)));
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

    private void arrive(int number, boolean interrupt) {
        synchronized (this) {
            interrupts += interrupt ? 1 : 0;
            // Others are not counted: a launcher in the same terminal, such as Maven, passes its Ctrl+C on as a TERM.
            if (interrupts > 1) {
                Runtime.getRuntime().halt(exitCode());
            }
        }
        ask(number);
    }

    /** As if the signal with this number had come. */
    void ask(int number) {
        List<Runnable> actions;
        synchronized (this) {
            if (signal != 0) {
                return;
            }
            signal = number;
            actions = List.copyOf(told);
        }
        if (actions.isEmpty()) {
            exit.accept(exitCode());
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
