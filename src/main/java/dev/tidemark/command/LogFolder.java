package dev.tidemark.command;

import dev.tidemark.journal.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where this system's users expect a program's log (XDG Base Directory Specification; Apple's File System Programming
 * Guide; Windows' known folders).
 */
public record LogFolder(Path path) {
    /** What {@code logback.xml} reads; has to be set before the first logger is made. */
    public static final String PROPERTY = "tidemark.logs";

    private static final String LEVEL = "tidemark.log.level";

    public static LogFolder ofThisUser() {
        return of(System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System.getenv());
    }

    static LogFolder of(String system, Path home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("windows")) {
            String local = environment.getOrDefault(
                    "LOCALAPPDATA", home.resolve("AppData/Local").toString());
            return new LogFolder(Path.of(local, "Tidemark", "Logs"));
        }
        if (name.contains("mac")) {
            return new LogFolder(home.resolve("Library/Logs/Tidemark"));
        }
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        // The specification: a relative path is to be ignored.
        Path base = state.startsWith("/") ? Path.of(state) : home.resolve(".local/state");
        return new LogFolder(base.resolve("tidemark/logs"));
    }

    /** Says where the log is, and how much goes into it, before the first logger is made. */
    public void announce(String... arguments) {
        System.setProperty(LEVEL, LogLevel.asked(System.getenv(), arguments).name());
        try {
            OwnerOnly.createFolders(path);
        } catch (IOException e) {
            // Without a log the program works all the same.
        }
        System.setProperty(PROPERTY, path.toString());
        System.setProperty("PID", Long.toString(ProcessHandle.current().pid()));
    }
}
