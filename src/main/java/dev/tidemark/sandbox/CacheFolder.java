package dev.tidemark.sandbox;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where this system's users expect programs to keep what can be made again. */
final class CacheFolder {
    private CacheFolder() {}

    static Path of(Map<String, String> environment) {
        Path home = Path.of(System.getProperty("user.home"));
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (environment.get("XDG_CACHE_HOME") instanceof String cache
                && Path.of(cache).isAbsolute()) {
            return Path.of(cache, "tidemark");
        }
        if (environment.get("LOCALAPPDATA") instanceof String local && system.contains("windows")) {
            return Path.of(local, "Tidemark", "Cache");
        }
        return system.contains("mac") ? home.resolve("Library/Caches/Tidemark") : home.resolve(".cache/tidemark");
    }
}
