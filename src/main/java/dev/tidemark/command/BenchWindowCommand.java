package dev.tidemark.command;

import dev.tidemark.problem.ProblemException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether the window lives while everything else is busy, or hangs. */
@Command(
        name = "window",
        sortOptions = false,
        header = "Measure the longest time for which the window is not drawn.",
        description = {
            "",
            "Drives the window through a backfill on the sandbox, then makes PostgreSQL and Kafka hang while pages are "
                    + "opened and checks asked for. Without a display it draws into memory.",
            ""
        })
final class BenchWindowCommand implements Callable<Integer> {
    private final Console console;
    private final Problems problems;
    private final Window window;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "200000",
            description = "How many orders the demo shop has; ${DEFAULT-VALUE}.")
    private long rows;

    BenchWindowCommand(Console console, Problems problems, Window window) {
        this.console = console;
        this.problems = problems;
        this.window = window;
    }

    @Override
    public Integer call() {
        try {
            window.beat(
                    rows,
                    (phase, drawn, longest, waits) -> console.terminal()
                            .line(String.format(
                                    Locale.ROOT,
                                    "%s: drawn %,d times, the longest gap %,d ms; %s",
                                    phase,
                                    drawn,
                                    longest.toMillis(),
                                    waits.isEmpty() ? "never waited" : "waited in " + String.join(", ", waits))));
            return ExitCode.DONE.number();
        } catch (ProblemException e) {
            problems.tell(e);
            return ExitCode.FAILED.number();
        }
    }
}
