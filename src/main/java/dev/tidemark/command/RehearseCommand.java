package dev.tidemark.command;

import dev.tidemark.plan.Plan;
import dev.tidemark.plan.PlanFile;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.run.Rehearsal;
import dev.tidemark.run.Rehearsed;
import dev.tidemark.run.Servers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The gate without its consequences. */
@Command(
        name = "rehearse",
        sortOptions = false,
        header = "Close a plan's gate some times and let nothing come of it.",
        description = {
            "",
            "Tells how long writers would wait, and who. Takes the plan's locks for milliseconds, so writers wait as they will "
                    + "in the run; everything is rolled back, and nothing is written to an event topic.",
            ""
        })
final class RehearseCommand implements Callable<Integer> {
    private static final int MOST = 1000;

    private final Console console;
    private final StopSignal stop;
    private final Problems problems;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PLAN", description = "The plan, a YAML file.")
    private Path plan = Path.of("");

    @Option(names = "--times", paramLabel = "N", defaultValue = "5", description = "How often; ${DEFAULT-VALUE}.")
    private int times;

    @Option(names = "--json", description = "Print each gate, and at the end the result, as a line of JSON each.")
    private boolean json;

    RehearseCommand(Console console, StopSignal stop, Problems problems) {
        this.console = console;
        this.stop = stop;
        this.problems = problems;
    }

    @Override
    public Integer call() {
        if (times < 1 || times > MOST) {
            throw new ParameterException(spec.commandLine(), "--times: from 1 to " + MOST + ".");
        }
        Plan read;
        try {
            read = PlanFile.read(plan);
        } catch (ProblemException e) {
            problems.tell(e);
            return ExitCode.USAGE.number();
        }
        try (Servers servers = Servers.connect(read.database(), Optional.empty(), read.kafka());
                Rehearsal rehearsal = servers.rehearsal(read);
                StopSignal.Registration _ = stop.tell(rehearsal::cancel)) {
            RehearsalText text = new RehearsalText(console.terminal(), json);
            Rehearsed result = rehearsal.go(times, text::gate);
            text.result(result);
            return stop.asked() ? stop.exitCode() : ExitCode.DONE.number();
        } catch (ProblemException e) {
            problems.tell(e);
            return ExitCode.REFUSED.number();
        }
    }
}
