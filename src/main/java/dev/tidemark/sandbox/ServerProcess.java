package dev.tidemark.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server as a child process: its output goes to a file, and a terminal's Ctrl+C does not reach it. */
final class ServerProcess {
    private static final String SETSID = "/usr/bin/setsid";
    private static final Duration GLANCE = Duration.ofMillis(20);

    /** Meant for this program's JVM; a child that obeys them too may overwrite what this one records. */
    private static final Set<String> OUR_JVM_OPTIONS = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final Process process;
    private final Path log;
    private final long logStart;

    private ServerProcess(Process process, Path log, long logStart) {
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    static ServerProcess start(List<String> command, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            Process process = detachedBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process.getOutputStream().close();
            return new ServerProcess(process, log, logStart);
        } catch (IOException e) {
            throw SandboxProblems.files(log, e);
        }
    }

    /** Runs a tool to its end. */
    static void run(List<String> command, Path log, Duration limit) {
        ServerProcess tool = start(command, log);
        if (!tool.ended(limit)) {
            tool.kill();
            throw SandboxProblems.serverFailed(command.getFirst(), "It took longer than " + limit + ".", log);
        }
        if (tool.process.exitValue() != 0) {
            throw SandboxProblems.serverFailed(command.getFirst(), tool.lastWords(), log);
        }
    }

    /**
     * A session of its own keeps the terminal's SIGINT away: the program decides when its servers end. setsid
     * replaces itself by the command, so that the process id stays.
     */
    static ProcessBuilder detachedBuilder(List<String> command) {
        List<String> whole = new ArrayList<>();
        if (Files.isExecutable(Path.of(SETSID))) {
            whole.add(SETSID);
        }
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.environment().keySet().removeAll(OUR_JVM_OPTIONS);
        return builder;
    }

    long pid() {
        return process.pid();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until the condition holds; false if the process ended or the time is over before. */
    boolean becomes(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            if (condition.getAsBoolean()) {
                return true;
            }
            if (ended(GLANCE)) {
                return false;
            }
        }
        return false;
    }

    boolean ended(Duration limit) {
        try {
            return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SandboxProblems.interrupted(log.getFileName().toString());
        }
    }

    /** SIGTERM, and SIGKILL if that does not help within the limit. */
    void end(Duration limit) {
        process.destroy();
        if (!ended(limit)) {
            kill();
        }
    }

    /** SIGKILL to the process and its children; returns when it is gone. */
    void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        ended(Duration.ofSeconds(10));
    }

    /** SIGSTOP: alive, its connections open, and it does nothing. */
    void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        StringBuilder command = new StringBuilder("kill -" + name + " " + pid());
        process.descendants().forEach(child -> command.append(' ').append(child.pid()));
        run(List.of("sh", "-c", command.toString()), log, Duration.ofSeconds(5));
    }

    /** What it wrote to its log since its start. */
    String output() {
        try {
            byte[] all = Files.readAllBytes(log);
            int from = (int) Math.min(logStart, all.length);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of its output without stack traces. */
    String lastWords() {
        List<String> lines = output().lines()
                .filter(line -> !line.isBlank() && !line.startsWith("\t"))
                .toList();
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }
}
