package dev.tidemark.sandbox;

import dev.tidemark.journal.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sandbox's folder: held by one program at a time, and deleted at the end if it is temporary. */
final class SandboxFolder implements AutoCloseable {
    private final Path path;
    private final boolean temporary;
    private final FileChannel channel;

    private SandboxFolder(Path path, boolean temporary, FileChannel channel) {
        this.path = path;
        this.temporary = temporary;
        this.channel = channel;
    }

    static SandboxFolder open(Optional<Path> kept) {
        Path path = kept.map(Path::toAbsolutePath).orElseGet(SandboxFolder::fresh);
        try {
            Files.createDirectories(path);
            // Held until the channel closes, by us or by the end of the program.
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw SandboxProblems.inUse(path);
            }
            return new SandboxFolder(path, kept.isEmpty(), channel);
        } catch (IOException e) {
            throw SandboxProblems.files(path, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static Path fresh() {
        try {
            return Files.createTempDirectory("tidemark-sandbox-");
        } catch (IOException e) {
            throw SandboxProblems.files(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    boolean isTemporary() {
        return temporary;
    }

    Path path() {
        return path;
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    Path kafka() {
        return path.resolve("kafka");
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (temporary) {
                Folders.delete(path);
            }
        } catch (IOException e) {
            throw SandboxProblems.files(path, e);
        }
    }
}
