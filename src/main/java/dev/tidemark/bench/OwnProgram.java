package dev.tidemark.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This program as a process of its own, as its user would start it; its runs are where this one has them. */
final class OwnProgram {
    private OwnProgram() {}

    /** @param flags for the JVM, besides those without which it doesn't run and the heap that it has at its users' */
    static ProcessBuilder with(List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m"));
        if (System.getProperty("tidemark.runs") instanceof String runs) {
            command.add("-Dtidemark.runs=" + runs);
        }
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.tidemark.Main"));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    }
}
