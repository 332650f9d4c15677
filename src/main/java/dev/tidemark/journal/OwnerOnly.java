package dev.tidemark.journal;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files that nobody but their owner can read: they hold the tables' rows, or say what was done with them. */
public final class OwnerOnly {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerOnly() {}

    public static void createFile(Path file) throws IOException {
        Files.createFile(file, allowing("rw-------"));
    }

    public static void createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, allowing("rwx------"));
        }
    }

    /** Puts a text into a file as a whole: who dies meanwhile leaves what was there. */
    public static void replace(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        createFile(unfinished);
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] allowing(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
