package dev.tidemark.command;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Types commands as a person would, into this very process, and keeps what they print. */
final class Shell {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StopSignal stop = new StopSignal(_ -> {});
    private final Map<String, String> environment;
    private final Reader typed;

    private Shell(Map<String, String> environment, Reader typed) {
        this.environment = environment;
        this.typed = typed;
    }

    /** Nobody is there. */
    Shell() {
        this(Map.of(), Reader.nullReader());
    }

    static Shell withEnvironment(Map<String, String> environment) {
        return new Shell(environment, Reader.nullReader());
    }

    static Shell typing(String answers) {
        return new Shell(Map.of(), new StringReader(answers));
    }

    static Shell typing(Reader answers) {
        return new Shell(Map.of(), answers);
    }

    int run(String... arguments) {
        PrintStream stdout = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream stderr = new PrintStream(err, true, StandardCharsets.UTF_8);
        Console console = new Console(
                stdout,
                new Terminal(stdout, false, false),
                new Terminal(stderr, false, false),
                new Answers(new BufferedReader(typed)),
                false);
        return new Commands(new NoWindow(stdout), console, new Display("Linux", environment), stop).execute(arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Ctrl+C. */
    void interrupt() {
        stop.ask(2);
    }

    private record NoWindow(PrintStream out) implements Window {
        @Override
        public boolean call(WindowOptions options) {
            return false;
        }

        @Override
        public void beat(long orders, Pulse pulse) {
            out.println("heartbeat");
        }

        @Override
        public void openOnce() {
            out.println("window opened and closed");
        }

        @Override
        public int open(WindowOptions options) {
            out.println("window opened"
                    + options.theme().map(theme -> " in " + theme).orElse("")
                    + options.language()
                            .map(language -> " speaking " + language)
                            .orElse("")
                    + options.profile().map(name -> " for " + name).orElse("")
                    + options.plan().map(file -> " with " + file).orElse(""));
            return 0;
        }

        @Override
        public int tour(Path folder, WindowOptions.Language language, int width, int height, Consumer<Path> written) {
            written.accept(folder.resolve("1-connect.png"));
            out.println("tour to " + folder + " in " + language);
            return 0;
        }
    }
}
