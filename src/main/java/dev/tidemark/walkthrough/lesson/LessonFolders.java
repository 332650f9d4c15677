package dev.tidemark.walkthrough.lesson;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where this system's users keep what they made for a program (XDG Base Directory Specification and its likes). */
public final class LessonFolders {
    private LessonFolders() {}

    /** This user's folder for lessons; it need not exist. */
    public static Path ofThisUser() {
        return of(System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System.getenv());
    }

    static Path of(String system, Path home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("windows")) {
            String roaming = environment.getOrDefault(
                    "APPDATA", home.resolve("AppData/Roaming").toString());
            return Path.of(roaming, "Tidemark", "lessons");
        }
        if (name.contains("mac")) {
            return home.resolve("Library/Application Support/Tidemark/lessons");
        }
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        // The specification: a relative path is to be ignored.
        Path base = config.startsWith("/") ? Path.of(config) : home.resolve(".config");
        return base.resolve("tidemark/lessons");
    }
}
