package dev.tidemark.command;

import dev.tidemark.bench.FaultBench;
import dev.tidemark.bench.FaultFigures;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.DemoApplication;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxOptions;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is left when something dies in the middle. */
@Command(
        name = "faults",
        sortOptions = false,
        header = "Kill the program, PostgreSQL or Kafka in the middle of runs, and count what is lost.",
        description = {
            "",
            "Each round is a backfill in a process of its own while the demo application writes. It is hit at a random moment, "
                    + "cleared up by the program's own commands, and checked by a consumer that follows the protocol.",
            ""
        })
final class BenchFaultsCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Console console;
    private final StopSignal stop;
    private final Problems problems;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many backfills; ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "5000",
            description = "How many orders the demo shop has; ${DEFAULT-VALUE}.")
    private long rows;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same targets and delays; told with the figures.")
    private long seed = System.currentTimeMillis();

    @Option(names = "--json", description = "Print the figures as a line of JSON on standard output, and nothing else.")
    private boolean json;

    BenchFaultsCommand(Console console, StopSignal stop, Problems problems) {
        this.console = console;
        this.stop = stop;
        this.problems = problems;
    }

    @Override
    public Integer call() {
        Terminal terminal = json ? console.err() : console.terminal();
        SandboxOptions options = SandboxOptions.temporary().withOrders(rows);
        try (Sandbox sandbox = new SandboxStart(terminal, stop).start(options);
                DemoApplication application = sandbox.startApplication(DemoOptions.standard());
                FaultBench bench = new FaultBench(sandbox, application, seed);
                StopSignal.Registration _ = stop.tell(() -> terminal.interruption("Stopping after this round."))) {
            FaultFigures figures = bench.run(rounds, f -> progress(terminal, f), stop::asked);
            if (json) {
                console.terminal().line(line(figures));
            } else {
                print(figures);
            }
            return stop.asked() ? stop.exitCode() : (figures.clean() ? ExitCode.DONE : ExitCode.FAILED).number();
        } catch (ProblemException e) {
            problems.tell(e);
            return ExitCode.FAILED.number();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED.number();
        }
    }

    private void progress(Terminal terminal, FaultFigures figures) {
        terminal.progress("round " + figures.rounds() + " of " + rounds + ": " + figures.losses() + " losses, "
                + figures.duplicates() + " duplicates, " + figures.locksLeft() + " locks left, " + figures.orphans()
                + " orphans");
    }

    private void print(FaultFigures figures) {
        Headings headings = new Headings(console.terminal());
        headings.line(
                "Faults",
                figures.rounds() + " rounds, seed " + seed + "; " + figures.committed()
                        + " came to their commit all the same or were taken up again");
        new TreeMap<>(figures.byStage()).forEach((stage, count) -> headings.line("By stage", stage + ": " + count));
        headings.line("Found", figures.losses() + " losses, " + figures.duplicates() + " duplicates");
        headings.line("Found", figures.locksLeft() + " locks left, " + figures.orphans() + " orphans");
    }

    private static String line(FaultFigures figures) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("rounds", figures.rounds())
                .put("losses", figures.losses())
                .put("duplicates", figures.duplicates())
                .put("locks_left", figures.locksLeft())
                .put("orphans", figures.orphans());
        ObjectNode stages = json.putObject("by_stage");
        new TreeMap<>(figures.byStage()).forEach(stages::put);
        return MAPPER.writeValueAsString(json);
    }
}
