package dev.tidemark.sandbox;

import dev.tidemark.journal.Folders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The process behind {@link Tether}: collects orders line by line, and carries them out when the lines end. */
final class TetherMain {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Set<String> commands = new LinkedHashSet<>();
    private final Set<String> processes = new LinkedHashSet<>();
    private final Set<String> folders = new LinkedHashSet<>();

    private TetherMain() {}

    public static void main(String[] args) throws IOException {
        TetherMain tether = new TetherMain();
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            orders.lines().forEach(tether::take);
        } finally {
            tether.carryOut();
        }
    }

    private void take(String order) {
        String what = order.substring(order.indexOf('\t') + 1);
        switch (order.substring(0, order.indexOf('\t'))) {
            case "end" -> processes.add(what);
            case "forget-end" -> processes.remove(what);
            case "run" -> commands.add(what);
            case "delete" -> folders.add(what);
            default -> throw new IllegalArgumentException(order);
        }
    }

    private void carryOut() throws IOException {
        List<ProcessHandle> tied = processes.stream()
                .map(ProcessIdentity::find)
                .flatMap(Optional::stream)
                .toList();
        tied.forEach(ProcessHandle::destroy);
        if (!tied.isEmpty()) {
            commands.forEach(TetherMain::run);
        }
        tied.forEach(TetherMain::endForGood);
        for (String folder : folders) {
            Folders.delete(Path.of(folder));
        }
    }

    private static void run(String command) {
        try {
            Process process = new ProcessBuilder(command.split("\t", -1))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // The tool is gone, perhaps with its folder; SIGKILL follows anyway.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void endForGood(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        } catch (ExecutionException | CompletionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
