package dev.tidemark.desktop.memory;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/**
 * The Credential Locker of Windows by Windows PowerShell 5.1, which comes with it ({@code cmdkey} gives no password back,
 * and takes it as an argument). What a password belongs to and the password itself are two lines of standard input, in
 * Base64, so that neither quotes nor code pages matter.
 *
 * @param tool where it is
 */
record PasswordVault(Path tool) implements KeyringTool {
    private static final String OPEN = """
            $ErrorActionPreference = 'Stop'; \
            [void][Windows.Security.Credentials.PasswordVault,Windows.Security.Credentials,ContentType=WindowsRuntime]; \
            $utf8 = [Text.Encoding]::UTF8; \
            $key = $utf8.GetString([Convert]::FromBase64String([Console]::In.ReadLine())); \
            $vault = New-Object Windows.Security.Credentials.PasswordVault; \
            """;
    private static final String FIND = """
            $found = $vault.Retrieve('tidemark', $key); \
            $found.RetrievePassword(); \
            [Console]::Out.Write([Convert]::ToBase64String($utf8.GetBytes($found.Password)))""";
    private static final String KEEP = """
            $password = $utf8.GetString([Convert]::FromBase64String([Console]::In.ReadLine())); \
            $vault.Add((New-Object Windows.Security.Credentials.PasswordCredential('tidemark', $key, $password)))""";
    private static final String FORGET = """
            $found = $vault.Retrieve('tidemark', $key); \
            $vault.Remove($found)""";

    @Override
    public Call find(String key) {
        return call(FIND, key);
    }

    @Override
    public Call keep(String key, String label, String password) {
        return call(KEEP, key, password);
    }

    @Override
    public Call forget(String key) {
        return call(FORGET, key);
    }

    @Override
    public String password(String said) {
        return new String(Base64.getDecoder().decode(said.strip()), StandardCharsets.UTF_8);
    }

    private Call call(String script, String... lines) {
        StringBuilder input = new StringBuilder();
        for (String line : lines) {
            input.append(Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8)))
                    .append('\n');
        }
        return new Call(
                List.of(tool.toString(), "-NoProfile", "-NonInteractive", "-Command", OPEN + script), input.toString());
    }
}
