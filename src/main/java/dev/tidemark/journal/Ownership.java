package dev.tidemark.journal;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Keeps a run to one program at a time: a file that names the process, which is believed as long as that process lives.
 * A lock of the operating system would not do: on POSIX a process loses it as soon as it closes the file anywhere else,
 * as it does when it lists all runs (fcntl(2), F_SETLK).
 */
public final class Ownership implements AutoCloseable {
    /** A process id may be used again; a start time that is nearly the same may not. */
    private static final Duration SAME_START = Duration.ofSeconds(5);

    private final Path file;

    private Ownership(Path file) {
        this.file = file;
    }

    /** Takes the run into our hands; empty if a program that lives has it, this one included. */
    public static Optional<Ownership> take(Path file) {
        try {
            if (isTaken(file)) {
                return Optional.empty();
            }
            if (!bury(file)) {
                return Optional.empty();
            }
            Path mine = Files.createTempFile(file.toAbsolutePath().getParent(), "owner", ".new");
            try {
                Files.writeString(mine, identity(ProcessHandle.current()));
                // A link is made or not made: of two programs that come at once, one gets it.
                Files.createLink(file, mine);
            } finally {
                Files.deleteIfExists(mine);
            }
            return Optional.of(new Ownership(file));
        } catch (FileAlreadyExistsException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Problem.of(
                            "run-folder",
                            "The run's folder can't be used.",
                            file + ": " + e,
                            "See that the folder is there and that you may write to it.")
                    .asException(e);
        }
    }

    /** Whether a program that lives has the run. */
    public static boolean isTaken(Path file) {
        try {
            String[] owner = Files.readString(file).strip().split(" ", 3);
            return owner.length >= 2
                    && ProcessHandle.of(Long.parseLong(owner[0]))
                            .filter(ProcessHandle::isAlive)
                            .filter(process -> owner.length == 3
                                    ? ticks(process.pid()).equals(owner[2])
                                    : beganAt(process, Instant.parse(owner[1])))
                            .isPresent();
        } catch (IOException | NumberFormatException | DateTimeParseException e) {
            return false;
        }
    }

    private static boolean beganAt(ProcessHandle process, Instant at) {
        return process.info()
                .startInstant()
                .filter(start -> Duration.between(start, at).abs().compareTo(SAME_START) < 0)
                .isPresent();
    }

    /**
     * When a process was started, in the kernel's ticks since this boot, and which boot that is: two programs that reckon it
     * as a time of day disagree once the clock is put right, as after a laptop's sleep (proc(5), field 22 of stat). Empty on
     * other systems than Linux.
     */
    private static String ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[19] + "@"
                    + Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                            .strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Takes a dead owner's file away; false if it turns out that somebody took the run in just this moment. */
    private static boolean bury(Path file) throws IOException {
        Path grave = file.resolveSibling("owner.dead-" + ProcessHandle.current().pid());
        try {
            Files.move(file, grave, StandardCopyOption.ATOMIC_MOVE);
            if (isTaken(grave)) {
                Files.move(grave, file);
                return false;
            }
            Files.deleteIfExists(grave);
        } catch (NoSuchFileException e) {
            // Nobody had it.
        }
        return true;
    }

    private static String identity(ProcessHandle process) {
        return (process.pid() + " " + process.info().startInstant().orElse(Instant.EPOCH) + " " + ticks(process.pid()))
                .strip();
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It names a process that is about to end.
            throw new java.io.UncheckedIOException(e);
        }
    }
}
