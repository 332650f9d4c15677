package dev.tidemark.desktop.memory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The freedesktop Secret Service by libsecret's {@code secret-tool}.
 *
 * @param tool where it is
 */
record SecretService(Path tool) implements KeyringTool {

    @Override
    public Call find(String key) {
        return call(key, "", "lookup");
    }

    @Override
    public Call keep(String key, String label, String password) {
        return call(key, password, "store", "--label=" + label);
    }

    @Override
    public Call forget(String key) {
        return call(key, "", "clear");
    }

    @Override
    public String password(String said) {
        return said;
    }

    private Call call(String key, String input, String... order) {
        List<String> command = new ArrayList<>(List.of(tool.toString()));
        command.addAll(List.of(order));
        command.addAll(List.of("application", "tidemark", "database", key));
        return new Call(command, input);
    }
}
