package dev.tidemark.desktop.memory;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a system's keyring is spoken to by the command-line tool that comes with it. A password goes through the tool's
 * standard input, never through its arguments, which other users can see.
 */
interface KeyringTool {

    /**
     * One start of the tool.
     *
     * @param command with its arguments
     * @param input for its standard input
     */
    record Call(List<String> command, String input) {
        public Call {
            command = List.copyOf(command);
        }
    }

    /** @param key what the password belongs to */
    Call find(String key);

    /** @param label what a person reads in the keyring's own window, where it has one */
    Call keep(String key, String label, String password);

    Call forget(String key);

    /** The password in what {@link #find} printed. */
    String password(String said);

    /** This system's, where it is installed. */
    static Optional<KeyringTool> ofThisSystem() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("windows")) {
            return onPath("powershell.exe").map(PasswordVault::new);
        }
        return system.contains("mac")
                ? onPath("security").map(MacKeychain::new)
                : onPath("secret-tool").map(SecretService::new);
    }

    private static Optional<Path> onPath(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
