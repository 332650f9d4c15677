package dev.tidemark.desktop.memory;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passwords in the system's keyring; one that does not answer counts as one that has none. */
final class Keyring implements Passwords {
    private static final Logger LOG = LoggerFactory.getLogger(Keyring.class);
    /** The keyring may ask the operator to unlock it. */
    private static final int PATIENCE_SECONDS = 60;

    private final KeyringTool tool;

    Keyring(KeyringTool tool) {
        this.tool = tool;
    }

    @Override
    public String where() {
        return text("connect.in-keyring");
    }

    @Override
    public Optional<Secret> find(DatabaseAddress address) {
        try {
            return run(tool.find(Passwords.key(address)))
                    .map(tool::password)
                    .filter(password -> !password.isEmpty())
                    .map(Secret::new);
        } catch (IllegalArgumentException e) {
            LOG.info("the keyring has something else under this name", e);
            return Optional.empty();
        }
    }

    @Override
    public void keep(DatabaseAddress address, Secret password) {
        run(tool.keep(Passwords.key(address), "Tidemark: " + address.label(), password.reveal()));
    }

    @Override
    public void forget(DatabaseAddress address) {
        run(tool.forget(Passwords.key(address)));
    }

    private static Optional<String> run(KeyringTool.Call call) {
        try {
            Process process = new ProcessBuilder(call.command())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var out = process.getOutputStream()) {
                out.write(call.input().getBytes(StandardCharsets.UTF_8));
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
