package dev.tidemark.desktop.memory;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Secret;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The freedesktop Secret Service by libsecret's {@code secret-tool}. The password goes through its standard input, never
 * through its arguments, which other users can see.
 */
final class SecretTool implements Passwords {
    private static final Logger LOG = LoggerFactory.getLogger(SecretTool.class);
    private static final String TOOL = "secret-tool";
    /** The keyring may ask the operator to unlock it. */
    private static final int PATIENCE_SECONDS = 60;

    static boolean installed() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, TOOL)));
    }

    @Override
    public String where() {
        return text("connect.in-keyring");
    }

    @Override
    public Optional<Secret> find(DatabaseAddress address) {
        return run(List.of("lookup"), address, "")
                .filter(said -> !said.isEmpty())
                .map(Secret::new);
    }

    @Override
    public void keep(DatabaseAddress address, Secret password) {
        run(List.of("store", "--label=Tidemark: " + address.label()), address, password.reveal());
    }

    @Override
    public void forget(DatabaseAddress address) {
        run(List.of("clear"), address, "");
    }

    private static Optional<String> run(List<String> order, DatabaseAddress address, String input) {
        List<String> command = new ArrayList<>(List.of(TOOL));
        command.addAll(order);
        command.addAll(List.of("application", "tidemark", "database", Passwords.key(address)));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var out = process.getOutputStream()) {
                out.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
                return Optional.empty();
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            LOG.info("the keyring does not answer", e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
