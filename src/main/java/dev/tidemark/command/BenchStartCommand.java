package dev.tidemark.command;

import dev.tidemark.bench.StartBench;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.run.Spread;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** How long one waits for the window. */
@Command(
        name = "start",
        sortOptions = false,
        header = "Measure how long the window takes from its start until it can be used.",
        description = {
            "",
            "Starts the program anew each time, as a process of its own, and takes the time until its first page is drawn. "
                    + "Without a display it draws into memory.",
            ""
        })
final class BenchStartCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Console console;
    private final Problems problems;
    private final Window window;

    @Option(
            names = "--tries",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many starts; ${DEFAULT-VALUE}.")
    private int tries;

    @Option(names = "--json", description = "Print the figures as a line of JSON on standard output, and nothing else.")
    private boolean json;

    @Option(names = "--once", hidden = true, description = "Be the program whose start is measured.")
    private boolean once;

    BenchStartCommand(Console console, Problems problems, Window window) {
        this.console = console;
        this.problems = problems;
        this.window = window;
    }

    @Override
    public Integer call() {
        if (once) {
            window.openOnce();
            console.terminal().line(StartBench.USABLE);
            return ExitCode.DONE.number();
        }
        Terminal terminal = json ? console.err() : console.terminal();
        try {
            Spread spread = new StartBench("bench", "start", "--once")
                    .measure(Math.max(1, tries), done -> terminal.progress("start " + done + " of " + tries));
            if (json) {
                console.terminal().line(line(spread));
            } else {
                terminal.line("Start of the program to a window that can be used, " + spread.count() + " times: median "
                        + millis(spread.median()) + " ms, worst " + millis(spread.max()) + " ms.");
            }
            return ExitCode.DONE.number();
        } catch (ProblemException e) {
            problems.tell(e);
            return ExitCode.FAILED.number();
        }
    }

    private static String line(Spread spread) {
        return MAPPER.writeValueAsString(MAPPER.createObjectNode()
                .put("starts", spread.count())
                .put("median_ms", spread.median().toMillis())
                .put("p90_ms", spread.p90().toMillis())
                .put("max_ms", spread.max().toMillis()));
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%,d", duration.toMillis());
    }
}
