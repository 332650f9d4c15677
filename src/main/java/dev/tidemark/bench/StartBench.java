package dev.tidemark.bench;

import dev.tidemark.problem.Problem;
import dev.tidemark.run.Spread;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Starts the program again and again as a process of its own, until it says that its window can be used. */
public final class StartBench {
    /** What the started program prints when its window can be used. */
    public static final String USABLE = "usable";

    private static final int SECONDS_TO_END = 30;

    private final List<String> arguments;

    /** @param arguments with which the program opens its window, prints {@link #USABLE} and ends */
    public StartBench(String... arguments) {
        this.arguments = List.of(arguments);
    }

    /**
     * The times from before the process is made until it said so. Throws a ProblemException if one of them never does.
     *
     * @param told how many are done, after each
     */
    public Spread measure(int tries, IntConsumer told) {
        List<Duration> times = new ArrayList<>();
        for (int i = 1; i <= tries; i++) {
            times.add(once());
            told.accept(i);
        }
        return Spread.of(times);
    }

    private Duration once() {
        long start = System.nanoTime();
        try {
            Process process =
                    OwnProgram.with(List.of("-XX:+UseG1GC"), arguments).start();
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.equals(USABLE)) {
                        return Duration.ofNanos(System.nanoTime() - start);
                    }
                }
                throw notUsable("It ended before its window could be used.");
            } finally {
                if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                    process.destroy();
                }
            }
        } catch (IOException e) {
            throw notUsable(String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notUsable("The measurement was interrupted.");
        }
    }

    private static RuntimeException notUsable(String why) {
        return Problem.of(
                        "no-window",
                        "The program could not be started as a process of its own.",
                        why,
                        "The log says more.")
                .asException();
    }
}
