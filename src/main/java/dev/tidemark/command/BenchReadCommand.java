package dev.tidemark.command;

import dev.tidemark.bench.BenchServers;
import dev.tidemark.bench.ReadBench;
import dev.tidemark.bench.ReadBenchOptions;
import dev.tidemark.bench.ReadBenchResult;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How fast rows are read and published, and how fast they could be. */
@Command(
        name = "read",
        sortOptions = false,
        header = "Measure how fast rows are read and published, against what else there is.",
        description = {
            "",
            "On a sandbox of its own, all in one run: what the server sends at most, what the producer takes at most, what "
                    + "most people would write first, the bare loop by hand, and Tidemark's own ways. Each way goes over "
                    + "a small table before it is measured. Compare figures of one run only, from an otherwise idle machine.",
            ""
        })
final class BenchReadCommand implements Callable<Integer> {
    private static final int MOST_READERS = 64;

    private final Console console;
    private final StopSignal stop;
    private final Problems problems;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--rows", paramLabel = "N", description = "How many rows the table has; 2000000 if not told.")
    private long rows = 2_000_000;

    @Option(names = "--readers", paramLabel = "N", description = "How many sessions read at once; 2 if not told.")
    private int readers = 2;

    @Option(names = "--staged", description = "Of Tidemark's own ways, measure only the staged one.")
    private boolean staged;

    @Option(names = "--streamed", description = "Of Tidemark's own ways, measure only the streamed one.")
    private boolean streamed;

    @Option(names = "--json", description = "End with one line of JSON on standard output, and nothing else there.")
    private boolean json;

    BenchReadCommand(Console console, StopSignal stop, Problems problems) {
        this.console = console;
        this.stop = stop;
        this.problems = problems;
    }

    @Override
    public Integer call() {
        if (rows < 1 || readers < 1 || readers > MOST_READERS) {
            throw new ParameterException(
                    spec.commandLine(), "--rows has to be at least 1, --readers from 1 to " + MOST_READERS + ".");
        }
        Terminal terminal = json ? console.err() : console.terminal();
        ReadBenchOptions options = new ReadBenchOptions(rows, readers, staged || !streamed, streamed || !staged);
        try (Sandbox sandbox = new SandboxStart(terminal, stop)
                .start(SandboxOptions.temporary().withOrders(10))) {
            ReadBenchText text = new ReadBenchText(terminal);
            text.begin(options);
            ReadBenchResult result = new ReadBench(BenchServers.of(sandbox), options, text::measure).run();
            text.end(result);
            if (json) {
                console.out().println(ReadBenchText.json(result));
                console.out().flush();
            }
            return ExitCode.DONE.number();
        } catch (ProblemException e) {
            if (stop.asked()) {
                return stop.exitCode();
            }
            problems.tell(e);
            return ExitCode.FAILED.number();
        }
    }
}
