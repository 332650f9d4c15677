package dev.tidemark.desktop.memory;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/**
 * The keychain of macOS by {@code security}. Its interactive mode takes the order to keep a password from standard input.
 * In Base64 a password needs no quotes there, and {@code find-generic-password -w}, which prints anything but ASCII as
 * hexadecimal digits, prints it as it is.
 *
 * @param tool where it is
 */
record MacKeychain(Path tool) implements KeyringTool {
    private static final String SERVICE = "tidemark";

    @Override
    public Call find(String key) {
        return new Call(List.of(tool.toString(), "find-generic-password", "-s", SERVICE, "-a", key, "-w"), "");
    }

    @Override
    public Call keep(String key, String label, String password) {
        String encoded = Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8));
        String order = "add-generic-password -U -s " + SERVICE + " -a " + quoted(key) + " -l " + quoted(label) + " -w "
                + encoded + "\n";
        return new Call(List.of(tool.toString(), "-i"), order);
    }

    @Override
    public Call forget(String key) {
        return new Call(List.of(tool.toString(), "delete-generic-password", "-s", SERVICE, "-a", key), "");
    }

    @Override
    public String password(String said) {
        return new String(Base64.getDecoder().decode(said.strip()), StandardCharsets.UTF_8);
    }

    /** One word of an order, whatever stands in it; a line break would begin another order. */
    private static String quoted(String word) {
        return "\"" + word.replaceAll("\\R", " ").replaceAll("([\"\\\\])", "\\\\$1") + "\"";
    }
}
