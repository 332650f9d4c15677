package dev.tidemark.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Remembers a server's process for the next program that starts on the same data. */
record PidFile(Path file) {

    void write(ProcessHandle process) {
        try {
            Files.writeString(file, ProcessIdentity.of(process), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw SandboxProblems.files(file, e);
        }
    }

    void endOrphan(Duration limit) {
        Optional<ProcessHandle> orphan = read();
        if (orphan.isEmpty()) {
            return;
        }
        orphan.get().destroy();
        try {
            orphan.get().onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            orphan.get().destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<ProcessHandle> read() {
        try {
            return Files.exists(file)
                    ? ProcessIdentity.find(Files.readString(file, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            throw SandboxProblems.files(file, e);
        }
    }
}
