package dev.tidemark.desktop.memory;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Passwords in a file like {@code ~/.pgpass}: plain, and readable by its owner alone. */
final class PasswordsFile implements Passwords {
    private final JsonFile<Entries> file;

    /** By whom and where. */
    record Entries(Map<String, String> passwords) {}

    PasswordsFile(Path path) {
        this.file = new JsonFile<>(path, Entries.class, new Entries(Map.of()));
    }

    @Override
    public String where() {
        return text("connect.in-file");
    }

    @Override
    public Optional<Secret> find(DatabaseAddress address) {
        return Optional.ofNullable(file.read().passwords().get(Passwords.key(address)))
                .map(Secret::new);
    }

    @Override
    public void keep(DatabaseAddress address, Secret password) {
        Map<String, String> all = new TreeMap<>(file.read().passwords());
        all.put(Passwords.key(address), password.reveal());
        file.write(new Entries(all));
    }

    @Override
    public void forget(DatabaseAddress address) {
        Map<String, String> all = new TreeMap<>(file.read().passwords());
        if (all.remove(Passwords.key(address)) != null) {
            file.write(new Entries(all));
        }
    }
}
