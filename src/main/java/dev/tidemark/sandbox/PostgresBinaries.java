package dev.tidemark.sandbox;

import dev.tidemark.journal.Folders;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path once and kept for later starts.
 *
 * @param home the folder that has {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {

    String tool(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /** Where an archive of PostgreSQL's programs can be read from its beginning. */
    @FunctionalInterface
    interface Archive {
        InputStream open() throws IOException;
    }

    static PostgresBinaries unpackedIn(Path cache) {
        String system = operatingSystem();
        String machine = ArchUtils.normalize(System.getProperty("os.arch"));
        try {
            return unpackedIn(cache, () -> builtIn(system, machine));
        } catch (FileNotFoundException e) {
            throw SandboxProblems.noBinaries(system + " " + machine, e);
        } catch (IOException e) {
            throw SandboxProblems.files(cache, e);
        }
    }

    /**
     * Unpacks to a folder with a name of its own and renames it when all is there, so that a start that was cut short,
     * or two at a time, never leave half an installation behind.
     */
    static PostgresBinaries unpackedIn(Path cache, Archive archive) throws IOException {
        Path home = cache.resolve("postgresql-" + fingerprint(archive));
        if (!Files.isDirectory(home)) {
            Files.createDirectories(cache);
            Path unpacked = Files.createTempDirectory(cache, "unpacking-");
            unpack(archive, unpacked);
            publish(unpacked, home);
        }
        return new PostgresBinaries(home);
    }

    private static String operatingSystem() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "darwin" : "linux";
    }

    /** By its name in the zonky binaries; their own resolver runs a shell script from the temporary folder first. */
    private static InputStream builtIn(String system, String machine) throws IOException {
        String name = "/postgres-" + system + "-" + machine + ".txz";
        InputStream archive = PostgresBinaries.class.getResourceAsStream(name);
        if (archive == null) {
            throw new FileNotFoundException(name);
        }
        return archive;
    }

    private static String fingerprint(Archive archive) throws IOException {
        try (InputStream bytes = archive.open()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void unpack(Archive archive, Path into) throws IOException {
        try (InputStream bytes = archive.open();
                TarArchiveInputStream files = new TarArchiveInputStream(
                        new XZCompressorInputStream(new BufferedInputStream(bytes, 1 << 16)))) {
            for (TarArchiveEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                write(entry, files, into);
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path into) throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("The archive reaches outside of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        if (Files.getFileStore(target).supportsFileAttributeView("posix") && (entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void publish(Path unpacked, Path home) throws IOException {
        try {
            Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            Folders.delete(unpacked);
        }
    }
}
