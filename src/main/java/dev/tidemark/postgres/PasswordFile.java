package dev.tidemark.postgres;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Secret;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The file {@code ~/.pgpass}, read as libpq reads it (PostgreSQL documentation, section 32.16). */
final class PasswordFile {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);
    private static final int FIELDS = 5;

    private final Path file;

    PasswordFile(Path file) {
        this.file = file;
    }

    /** The password of the first line that fits; empty if none does or if the file has to be ignored. */
    Optional<Secret> password(DatabaseAddress address) throws IOException {
        if (!Files.isRegularFile(file) || ignored().isPresent()) {
            return Optional.empty();
        }
        List<String> wanted =
                List.of(address.host(), Integer.toString(address.port()), address.database(), address.user());
        for (String line : Files.readAllLines(file)) {
            List<String> fields = fields(line);
            if (!line.startsWith("#") && fields.size() == FIELDS && fits(fields, wanted)) {
                return Optional.of(new Secret(unescape(fields.getLast())));
            }
        }
        return Optional.empty();
    }

    /** Why the file is there but doesn't count: somebody else may read it. */
    Optional<Problem> ignored() throws IOException {
        if (!Files.isRegularFile(file) || !Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return Optional.empty();
        }
        Set<PosixFilePermission> granted = EnumSet.copyOf(OTHERS);
        granted.retainAll(Files.getPosixFilePermissions(file));
        return granted.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.of(
                        "password-file-ignored",
                        "The password file " + file + " is ignored.",
                        "Its group or others have access to it, and psql would ignore it too.",
                        "Run: chmod 600 " + file));
    }

    private static boolean fits(List<String> fields, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            String field = fields.get(i);
            if (!"*".equals(field) && !unescape(field).equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Five fields between colons that no backslash stands before, still escaped: {@code \*} is not a wildcard. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < line.length() && fields.size() < FIELDS - 1; i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == ':') {
                fields.add(line.substring(start, i));
                start = i + 1;
            }
        }
        fields.add(line.substring(Math.min(start, line.length())));
        return fields;
    }

    private static String unescape(String field) {
        return field.replaceAll("\\\\(.)", "$1");
    }
}
