package dev.tidemark.command;

import java.util.Locale;
import java.util.Map;

/** Whether a window can be opened here. */
record Display(String system, Map<String, String> environment) {

    static Display ofThisProcess() {
        return new Display(System.getProperty("os.name"), System.getenv());
    }

    boolean present() {
        String name = system.toLowerCase(Locale.ROOT);
        return name.contains("windows") || name.contains("mac") || named("DISPLAY") || named("WAYLAND_DISPLAY");
    }

    private boolean named(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }
}
