package dev.tidemark.run;

import dev.tidemark.journal.RunFolder;
import dev.tidemark.wire.RunId;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where runs keep what they have on this computer: the user's data folder, as each system has its own. */
final class RunFolders {
    /** The system property that names another folder, for this program and for those that it starts. */
    private static final String ELSEWHERE = "tidemark.runs";

    private final Path runs;

    private RunFolders(Path runs) {
        this.runs = runs;
    }

    /**
     * @param environment the environment's variables
     * @param home the user's home
     * @param system the system's name as Java gives it in {@code os.name}
     */
    RunFolders(Map<String, String> environment, Path home, String system) {
        this(data(environment, home, system.toLowerCase(Locale.ROOT))
                .resolve("tidemark")
                .resolve("runs"));
    }

    static RunFolders ofThisUser() {
        return System.getProperty(ELSEWHERE) instanceof String named
                ? new RunFolders(Path.of(named))
                : new RunFolders(
                        System.getenv(),
                        Path.of(System.getProperty("user.home", ".")),
                        System.getProperty("os.name", ""));
    }

    private static Path data(Map<String, String> environment, Path home, String system) {
        if (system.contains("windows")) {
            return Path.of(environment.getOrDefault(
                    "LOCALAPPDATA", home.resolve("AppData/Local").toString()));
        }
        if (system.contains("mac")) {
            return home.resolve("Library/Application Support");
        }
        // XDG Base Directory Specification.
        return Path.of(environment.getOrDefault(
                "XDG_DATA_HOME", home.resolve(".local/share").toString()));
    }

    Path path() {
        return runs;
    }

    /** A run's own folder. */
    RunFolder of(RunId run) {
        return new RunFolder(runs.resolve(run.value()));
    }
}
