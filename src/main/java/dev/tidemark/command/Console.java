package dev.tidemark.command;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * The process's three streams.
 *
 * @param out for results
 * @param terminal for people who read, on the same stream
 * @param err for people who read what went wrong
 * @param answers what they type
 * @param attended whether a person sits at a real terminal
 */
record Console(PrintStream out, Terminal terminal, Terminal err, Answers answers, boolean attended) {

    static Console ofThisProcess() {
        java.io.Console console = System.console();
        boolean attended = console != null && console.isTerminal();
        Map<String, String> environment = System.getenv();
        boolean dumb = "dumb".equals(environment.get("TERM"));
        // NO_COLOR: no-color.org
        boolean colours =
                attended && !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty();
        Charset typed = console == null ? Charset.defaultCharset() : console.charset();
        PrintStream out = stream(FileDescriptor.out, System.out.charset());
        PrintStream err = stream(FileDescriptor.err, System.err.charset());
        return new Console(
                out,
                new Terminal(out, attended && !dumb, colours),
                new Terminal(err, attended && !dumb, colours),
                new Answers(new BufferedReader(new InputStreamReader(System.in, typed))),
                attended);
    }

    private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
        return new PrintStream(new FileOutputStream(descriptor), false, charset);
    }
}
