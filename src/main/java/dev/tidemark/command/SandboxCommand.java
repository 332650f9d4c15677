package dev.tidemark.command;

import dev.tidemark.plan.Plan;
import dev.tidemark.plan.PlanFile;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.DemoApplication;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The sandbox for as long as one likes. */
@Command(
        name = "sandbox",
        sortOptions = false,
        header = "Start a PostgreSQL and a Kafka of its own, with a demo shop that is being written to.",
        description = {
            "",
            "Both listen on this computer alone. Prints their addresses and a plan, and stays until Ctrl+C. "
                    + "Use it from another terminal, from the window, or with your own tools.",
            ""
        })
final class SandboxCommand implements Callable<Integer> {
    private static final Duration REPORT_EVERY = Duration.ofSeconds(1);

    private final Console console;
    private final StopSignal stop;
    private final Problems problems;

    @Mixin
    private SandboxArguments arguments = new SandboxArguments();

    @Option(names = "--plan", paramLabel = "FILE", description = "Write the plan to this file as well.")
    private Optional<Path> planFile = Optional.empty();

    SandboxCommand(Console console, StopSignal stop, Problems problems) {
        this.console = console;
        this.stop = stop;
        this.problems = problems;
    }

    @Override
    public Integer call() {
        DemoOptions demo = arguments.application();
        try (Sandbox sandbox = new SandboxStart(console.terminal(), stop).start(arguments.sandbox());
                DemoApplication application = sandbox.startApplication(demo)) {
            describe(sandbox, demo);
            stay(application);
            console.terminal().interruption("Stopping both servers.");
            return ExitCode.DONE.number();
        } catch (ProblemException e) {
            if (stop.asked()) {
                return ExitCode.DONE.number();
            }
            problems.tell(e);
            return ExitCode.FAILED.number();
        }
    }

    private void describe(Sandbox sandbox, DemoOptions demo) {
        Plan standard = sandbox.plan();
        Plan plan = standard.withGate(standard.gate().withDrain(demo.publish().drain()));
        planFile.ifPresent(file -> PlanFile.write(plan, file));
        Headings headings = new Headings(console.terminal());
        headings.line("Database", plan.database().url());
        headings.line(
                "Database", "no password; for example: psql '" + plan.database().url() + "'");
        headings.line("Kafka", plan.kafka().bootstrapServers());
        headings.line("Writing", Figures.count(demo.writers(), "connection") + ", " + rate(demo));
        String saved = planFile.map(file -> "in " + file + "; use it with: tidemark run " + file)
                .orElse("put this into a file and use it with: tidemark run FILE");
        headings.line("Plan", saved);
        if (planFile.isEmpty()) {
            console.terminal().blank();
            console.terminal().line(PlanFile.text(plan).indent(2).stripTrailing());
        }
        console.terminal().blank();
        console.terminal()
                .line("Ctrl+C stops it" + (arguments.kept() ? "; the data is kept." : " and deletes its data."));
    }

    private static String rate(DemoOptions demo) {
        return demo.changesPerSecond() == 0
                ? "as many changes as they can"
                : Figures.count(Math.round(demo.changesPerSecond())) + " changed rows a second";
    }

    private void stay(DemoApplication application) {
        CountDownLatch end = new CountDownLatch(1);
        try (StopSignal.Registration _ = stop.tell(end::countDown)) {
            while (!end.await(REPORT_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (console.terminal().redraws()) {
                    console.terminal().progress(Figures.count(application.changes(), "row") + " changed so far");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
