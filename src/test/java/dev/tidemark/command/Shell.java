package dev.tidemark.command;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Types commands as a person would, into this very process, and keeps what they print. */
final class Shell {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StopSignal stop = new StopSignal();
    private final Map<String, String> environment;
    private final String typed;

    /** @param typed what the person types, and then nothing more */
    Shell(Map<String, String> environment, String typed) {
        this.environment = environment;
        this.typed = typed;
    }

    Shell() {
        this(Map.of(), "");
    }

    int run(String... arguments) {
        PrintStream stdout = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream stderr = new PrintStream(err, true, StandardCharsets.UTF_8);
        Console console = new Console(
                stdout,
                new Terminal(stdout, false, false),
                new Terminal(stderr, false, false),
                new Answers(new BufferedReader(new StringReader(typed))),
                false);
        return new Commands(new NoWindow(stdout), console, new Display("Linux", environment), stop).execute(arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    StopSignal stop() {
        return stop;
    }

    private record NoWindow(PrintStream out) implements Window {
        @Override
        public int open() {
            out.println("window opened");
            return 0;
        }

        @Override
        public int tour(Path folder) {
            out.println("tour to " + folder);
            return 0;
        }
    }
}
