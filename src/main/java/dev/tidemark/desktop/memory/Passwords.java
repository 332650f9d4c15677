package dev.tidemark.desktop.memory;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Secret;
import java.util.Optional;

/** Passwords that the operator asked to be remembered, apart from the profiles. All of it may block. */
public interface Passwords {
    /** Where they are kept, to end a sentence: “in …”. */
    String where();

    Optional<Secret> find(DatabaseAddress address);

    void keep(DatabaseAddress address, Secret password);

    void forget(DatabaseAddress address);

    /** The desktop's keyring where its command-line tool is installed, else a file that its owner alone can read. */
    static Passwords ofThisUser(ConfigFolder folder) {
        Optional<KeyringTool> tool = KeyringTool.ofThisSystem();
        return tool.isPresent() ? new Keyring(tool.get()) : new PasswordsFile(folder.file("passwords.json"));
    }

    /** What a password belongs to. */
    static String key(DatabaseAddress address) {
        return address.user() + "@" + address.host() + ":" + address.port() + "/" + address.database();
    }
}
