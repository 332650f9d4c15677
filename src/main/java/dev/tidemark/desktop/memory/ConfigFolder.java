package dev.tidemark.desktop.memory;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where this system's users expect a program's settings (XDG Base Directory Specification; Apple's File System
 * Programming Guide; Windows' known folders).
 */
public record ConfigFolder(Path path) {

    public static ConfigFolder ofThisUser() {
        return of(System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")), System.getenv());
    }

    static ConfigFolder of(String system, Path home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("windows")) {
            String roaming = environment.getOrDefault(
                    "APPDATA", home.resolve("AppData/Roaming").toString());
            return new ConfigFolder(Path.of(roaming, "Tidemark"));
        }
        if (name.contains("mac")) {
            return new ConfigFolder(home.resolve("Library/Application Support/Tidemark"));
        }
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        // The specification: a relative path is to be ignored.
        Path base = config.startsWith("/") ? Path.of(config) : home.resolve(".config");
        return new ConfigFolder(base.resolve("tidemark"));
    }

    Path file(String name) {
        return path.resolve(name);
    }
}
