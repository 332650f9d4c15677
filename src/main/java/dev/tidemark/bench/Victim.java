package dev.tidemark.bench;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** This program in a process of its own, doing what a terminal would do: to be killed, or to clear up after a killed one. */
public final class Victim implements AutoCloseable {
    private final Process process;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * @param data the user's data folder, as {@code XDG_DATA_HOME}
     * @param moment what has to stand in a line of its output to be told by {@link #awaitMoment}
     */
    static Victim keeping(Path data, String moment, String... arguments) {
        ProcessBuilder builder = program(arguments);
        builder.environment().put("XDG_DATA_HOME", data.toString());
        builder.environment().put("XDG_STATE_HOME", data.resolve("state").toString());
        return new Victim(builder, moment);
    }

    /** One whose runs are where this program has them. */
    public static Victim beside(String moment, String... arguments) {
        return new Victim(program(arguments), moment);
    }

    private static ProcessBuilder program(String... arguments) {
        return OwnProgram.with(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), List.of(arguments));
    }

    private Victim(ProcessBuilder builder, String moment) {
        try {
            process = builder.start();
        } catch (IOException e) {
            throw Problem.of(
                            "no-process",
                            "The program could not be started as a process of its own.",
                            String.valueOf(e),
                            "See that this computer has memory and processes left.")
                    .asException(e);
        }
        Thread.ofVirtual().start(() -> listen(moment));
    }

    private void listen(String moment) {
        try (var lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(moment)) {
                    reached.countDown();
                }
            }
        } catch (IOException e) {
            // Its end of the pipe is gone with it.
        } finally {
            ended.countDown();
            reached.countDown();
        }
    }

    /** Types this; the program may be waiting for more. */
    public void type(String lines) {
        try {
            process.outputWriter().append(lines).flush();
        } catch (IOException e) {
            // It has ended already, which its exit code tells.
        }
    }

    /** There is nobody any more who might type. */
    void typesNoMore() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already.
        }
    }

    /** Returns when the moment has come, or the process has ended. */
    public void awaitMoment(Duration limit) throws InterruptedException {
        boolean _ = reached.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets some time go by, unless the process ends meanwhile. */
    void awaitEnd(Duration limit) throws InterruptedException {
        boolean _ = ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Its exit code; killed if it does not end in time. */
    int exitCode(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
        return process.waitFor();
    }

    @Override
    public void close() {
        kill();
    }
}
