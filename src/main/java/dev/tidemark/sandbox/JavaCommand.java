package dev.tidemark.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with this program's own classes: it works in the packaged program as it does under Maven. */
final class JavaCommand {
    private JavaCommand() {}

    static List<String> of(Class<?> main, List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback-server.xml"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
