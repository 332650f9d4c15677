package dev.tidemark.desktop.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The systems' keyrings by stand-ins for their tools, which keep what they are told and how. */
@DisabledOnOs(OS.WINDOWS)
class KeyringTest {
    private static final DatabaseAddress DATABASE =
            new DatabaseAddress("db-prod", 5433, "shop", "o'neil \"b\\", Map.of("sslmode", "verify-full"));
    private static final Secret PASSWORD = new Secret("pä$s \"wörd\" \\ 'x'");

    @TempDir
    private Path folder;

    @Test
    void libsecret_keeps_a_password_that_no_argument_shows() throws IOException {
        Path tool = tool("""
                case "$1" in
                  store) cat > kept ;;
                  lookup) cat kept ;;
                  clear) rm kept ;;
                esac
                """);
        isKeptAndForgotten(new SecretService(tool));
    }

    @Test
    void the_keychain_of_macos_keeps_a_password_that_no_argument_shows() throws IOException {
        Path tool = tool("""
                case "$1" in
                  -i) read -r order; eval "set -- $order"; for word; do last=$word; done
                      [ "$1 $2 $3 $4 $5" = "add-generic-password -U -s tidemark -a" ] || exit 9
                      printf '%s' "$6" > account; printf '%s' "$last" > kept ;;
                  find-generic-password) [ "$5" = "$(cat account)" ] && cat kept && echo ;;
                  delete-generic-password) rm kept ;;
                esac
                """);
        isKeptAndForgotten(new MacKeychain(tool));
        assertThat(folder.resolve("account")).hasContent(Passwords.key(DATABASE));
    }

    @Test
    void the_credential_locker_of_windows_keeps_a_password_that_no_argument_shows() throws IOException {
        Path tool = tool("""
                read -r key
                case "$*" in
                  *'$vault.Add('*) read -r password; printf '%s' "$password" > kept ;;
                  *'.RetrievePassword()'*) cat kept ;;
                  *'$vault.Remove('*) rm kept ;;
                esac
                """);
        isKeptAndForgotten(new PasswordVault(tool));
        assertThat(new PasswordVault(tool).find("key").command())
                .as("a double quote would have to be escaped twice on its way")
                .noneMatch(argument -> argument.contains("\""));
    }

    @Test
    void a_keyring_that_answers_nonsense_or_nothing_has_no_password() throws IOException {
        assertThat(new Keyring(new MacKeychain(tool("echo 'no base 64'"))).find(DATABASE))
                .isEmpty();
        assertThat(new Keyring(new SecretService(tool("exit 1"))).find(DATABASE))
                .isEmpty();
        assertThat(new Keyring(new SecretService(folder.resolve("missing"))).find(DATABASE))
                .isEmpty();
    }

    private void isKeptAndForgotten(KeyringTool tool) throws IOException {
        Keyring keyring = new Keyring(tool);
        assertThat(keyring.find(DATABASE)).isEmpty();
        keyring.keep(DATABASE, PASSWORD);
        assertThat(folder.resolve("kept")).exists();
        assertThat(keyring.find(DATABASE).map(Secret::reveal)).contains(PASSWORD.reveal());
        keyring.forget(DATABASE);
        assertThat(keyring.find(DATABASE)).isEmpty();

        List<String> arguments = Files.readAllLines(folder.resolve("arguments"));
        assertThat(arguments).isNotEmpty().noneMatch(line -> line.contains("wörd"));
        assertThat(tool.keep("key", "label", PASSWORD.reveal()).command())
                .noneMatch(argument -> tool.keep("key", "label", PASSWORD.reveal())
                        .input()
                        .strip()
                        .endsWith(argument));
    }

    private Path tool(String script) throws IOException {
        Path tool = folder.resolve("tool");
        Files.writeString(tool, "#!/bin/sh\ncd '" + folder + "'\nprintf '%s\\n' \"$*\" >> arguments\n" + script);
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        return tool;
    }
}
