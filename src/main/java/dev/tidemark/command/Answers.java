package dev.tidemark.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What a person types, line by line. Reading cannot be interrupted, so it is done on a thread of its own, and whoever
 * waits for an answer can be told that there will be none.
 */
final class Answers {
    private final BufferedReader in;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private volatile boolean over;
    private volatile boolean givenUp;

    Answers(BufferedReader in) {
        this.in = in;
    }

    /** The next line; empty if nobody is there to type one. */
    Optional<String> next() {
        if (over) {
            return Optional.empty();
        }
        // A daemon, since it may hang in the read when the program ends.
        Thread.ofPlatform().daemon().name("answers").start(this::read);
        try {
            Optional<String> line = lines.take();
            over = line.isEmpty();
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Whether there will be no more. */
    boolean over() {
        return over;
    }

    /** Whether there will be no more because the question is of no interest any more. */
    boolean givenUp() {
        return givenUp;
    }

    /** Whoever waits gets no answer. */
    void giveUp() {
        givenUp = true;
        lines.add(Optional.empty());
    }

    private void read() {
        try {
            lines.add(Optional.ofNullable(in.readLine()));
        } catch (IOException e) {
            lines.add(Optional.empty());
        }
    }
}
