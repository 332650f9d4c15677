package dev.tidemark.command;

import dev.tidemark.bench.GateBench;
import dev.tidemark.bench.GateBenchOptions;
import dev.tidemark.bench.GateFigures;
import dev.tidemark.plan.LockMode;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.DemoProcess;
import dev.tidemark.sandbox.Publish;
import dev.tidemark.sandbox.Sandbox;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long the gate is closed, and what writers feel of it. */
@Command(
        name = "gate",
        sortOptions = false,
        header = "Measure how long the gate keeps writers waiting.",
        description = {
            "",
            "Closes the gate again and again while the demo application writes from a process of its own, each time with new "
                    + "sessions and a new producer as in a run, leaves real marks, and does the bare minimum in between: the "
                    + "same lock, pg_export_snapshot() and COMMIT. The first gate of the program is told apart.",
            ""
        })
final class BenchGateCommand implements Callable<Integer> {
    private final Console console;
    private final StopSignal stop;
    private final Problems problems;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--tries",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many gates; ${DEFAULT-VALUE}.")
    private int tries;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "6",
            description = "Partitions of each event topic; ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--readers",
            paramLabel = "N",
            defaultValue = "4",
            description = "Sessions that take the snapshot over; ${DEFAULT-VALUE}.")
    private int readers;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "SHARE_ROW_EXCLUSIVE",
            description = "The lock: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE}.")
    private LockMode mode = LockMode.SHARE_ROW_EXCLUSIVE;

    @Option(
            names = "--tables",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "orders",
            description = "Demo tables to lock: mytable, customers, orders, order_lines; ${DEFAULT-VALUE}.")
    private List<String> tables = List.of("orders");

    @Option(names = "--json", description = "Print the figures as a line of JSON on standard output, and nothing else.")
    private boolean json;

    @Mixin
    private SandboxArguments sandboxArguments = new SandboxArguments();

    BenchGateCommand(Console console, StopSignal stop, Problems problems) {
        this.console = console;
        this.stop = stop;
        this.problems = problems;
    }

    @Override
    public Integer call() {
        GateBenchOptions options = options();
        Terminal terminal = json ? console.err() : console.terminal();
        try (Sandbox sandbox = new SandboxStart(terminal, stop).start(sandboxArguments.sandbox());
                DemoProcess _ = sandbox.startApplicationAside(sandboxArguments.application());
                StopSignal.Registration _ = stop.tell(() -> terminal.interruption("Stopping after this try."))) {
            GateFigures figures =
                    new GateBench(sandbox, options).measure(done -> progress(terminal, done), stop::asked);
            BenchGateText text = new BenchGateText(options, sandboxArguments.application());
            if (json) {
                console.terminal().line(text.json(figures));
            } else {
                text.lines(figures).forEach(terminal::line);
            }
            return stop.asked() ? stop.exitCode() : ExitCode.DONE.number();
        } catch (ProblemException e) {
            if (stop.asked()) {
                return stop.exitCode();
            }
            problems.tell(e);
            return ExitCode.FAILED.number();
        }
    }

    private void progress(Terminal terminal, int done) {
        terminal.progress("gate " + done + " of " + tries);
    }

    private GateBenchOptions options() {
        List<String> known = List.of("mytable", "customers", "orders", "order_lines");
        if (!known.containsAll(tables)) {
            throw new ParameterException(spec.commandLine(), "--tables: one or several of " + String.join(", ", known));
        }
        if (sandboxArguments.application().publish() != Publish.IN_TRANSACTION) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--publish: the gate is measured with events that are published in the transaction");
        }
        try {
            return new GateBenchOptions(tries, partitions, readers, mode, tables);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
