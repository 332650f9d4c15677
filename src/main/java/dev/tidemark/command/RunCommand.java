package dev.tidemark.command;

import dev.tidemark.plan.GatePlan;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.PlanFile;
import dev.tidemark.plan.Secret;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.run.Pace;
import dev.tidemark.run.Servers;
import dev.tidemark.sandbox.DemoApplication;
import dev.tidemark.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A backfill from plan to commit. */
@Command(
        name = "run",
        sortOptions = false,
        header = "Do a backfill, from a plan to its commit.",
        description = {
            "",
            "Checks the plan, closes the gate for some milliseconds (locks the tables, exports a snapshot, marks the event "
                    + "topics), reads the snapshot into files on this computer, and publishes them when you commit. "
                    + "Asks before the gate and before the commit. Ctrl+C gives the run up: the gate opens, the files are "
                    + "deleted, the marks withdrawn.",
            ""
        })
final class RunCommand implements Callable<Integer> {
    private static final Duration STEP_BUDGET = Duration.ofMinutes(2);

    private final Console console;
    private final StopSignal stop;
    private final Problems problems;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "PLAN",
            description = "The plan, a YAML file; docs/plan.yaml explains all that it can say.")
    private Optional<Path> plan = Optional.empty();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--step",
            description = "Go through the gate step by step, each with Enter. The budget counts all the same.")
    private boolean step;

    @Option(
            names = "--json",
            description = "Print each event as a line of JSON on standard output, and nothing else there.")
    private boolean json;

    @Option(
            names = "--sandbox",
            description =
                    "Instead of a plan: on a PostgreSQL and a Kafka of its own, with a demo shop that is being written to.")
    private boolean sandbox;

    @Mixin
    private SandboxArguments sandboxArguments = new SandboxArguments();

    RunCommand(Console console, StopSignal stop, Problems problems) {
        this.console = console;
        this.stop = stop;
        this.problems = problems;
    }

    @Override
    public Integer call() {
        requireSense();
        return sandbox ? onSandbox(yes ? Questions.Policy.YES : Questions.Policy.ASK) : onPlan();
    }

    private void requireSense() {
        if (sandbox == plan.isPresent()) {
            throw wrong(sandbox ? "A plan or --sandbox, not both." : "Which plan? Name its file, or take --sandbox.");
        }
        if (!sandbox && sandboxArguments.given()) {
            throw wrong("--rows, --rate, --writers, --publish and --dir are for --sandbox.");
        }
        if (step && yes) {
            throw wrong("--step waits for you at each step, --yes never asks: take one of them.");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int onPlan() {
        try {
            Plan read = PlanFile.read(plan.orElseThrow());
            return backfill(read, Optional.empty(), yes ? Questions.Policy.YES : Questions.Policy.ASK);
        } catch (ProblemException e) {
            return refused(e, ExitCode.USAGE);
        }
    }

    int onSandbox(Questions.Policy policy) {
        Terminal progress = json ? console.err() : console.terminal();
        try (Sandbox servers = new SandboxStart(progress, stop).start(sandboxArguments.sandbox());
                DemoApplication _ = servers.startApplication(sandboxArguments.application())) {
            int code = backfill(fitting(servers.plan()), servers.password(), policy);
            if (code == ExitCode.DONE.number()) {
                progress.blank();
                progress.line(
                        "That was the sandbox. Next: tidemark sandbox, to keep one running; docs/plan.yaml, for a plan of "
                                + "your own; tidemark run --help.");
            }
            return code;
        } catch (ProblemException e) {
            return refused(e, ExitCode.REFUSED);
        }
    }

    /**
     * A plan for how the demo application publishes. Step by step a person decides how long it takes, and nobody is kept
     * waiting but the demo application.
     */
    private Plan fitting(Plan demo) {
        GatePlan gate =
                demo.gate().withDrain(sandboxArguments.application().publish().drain());
        return demo.withGate(step ? gate.withBudget(STEP_BUDGET) : gate);
    }

    private int backfill(Plan chosen, Optional<Secret> password, Questions.Policy policy) {
        try (Servers servers = Servers.connect(chosen.database(), password, chosen.kafka())) {
            Terminal terminal = json ? console.err() : console.terminal();
            Questions questions = new Questions(terminal, console.answers(), policy);
            Pace pace = step ? Pace.STEP_BY_STEP : Pace.AUTOMATIC;
            ExitCode code = new GuidedRun(report(), terminal, questions, problems, stop, pace).run(servers, chosen);
            return stop.asked() ? stop.exitCode() : code.number();
        } catch (ProblemException e) {
            return refused(e, ExitCode.REFUSED);
        }
    }

    private Report report() {
        return json ? new JsonReport(console.out(), Clock.systemUTC()) : new TextReport(console.terminal());
    }

    private int refused(ProblemException e, ExitCode code) {
        if (stop.asked()) {
            // What comes of being interrupted is no news.
            return stop.exitCode();
        }
        report().refused(e.problem());
        problems.tell(e);
        return code.number();
    }
}
