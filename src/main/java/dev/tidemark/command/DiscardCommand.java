package dev.tidemark.command;

import dev.tidemark.problem.ProblemException;
import dev.tidemark.run.PastRun;
import dev.tidemark.run.PastRuns;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives up a run whose program ended before it did. */
@Command(
        name = "discard",
        sortOptions = false,
        header = "Give up a run that was cut short: withdraw its marks, delete the rows that it staged.",
        description = {"", "Needs Kafka, not the database.", ""})
final class DiscardCommand implements Callable<Integer> {
    private final Console console;
    private final Problems problems;
    private final PastRuns runs;

    @Parameters(paramLabel = "RUN", description = "The run's id, or how it begins; see: tidemark runs")
    private String run = "";

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    DiscardCommand(Console console, Problems problems, PastRuns runs) {
        this.console = console;
        this.problems = problems;
        this.runs = runs;
    }

    @Override
    public Integer call() {
        Questions questions =
                new Questions(console.terminal(), console.answers(), yes ? Questions.Policy.YES : Questions.Policy.ASK);
        try {
            PastRun past = runs.find(run);
            console.terminal().line(past.standing().fact());
            if (past.standing().discardable()
                    && !questions.yes("Discard run " + past.run() + "? What it staged is deleted.")) {
                console.terminal().line("It stays as it is.");
                return ExitCode.FAILED.number();
            }
            console.terminal().line(runs.discard(past));
            return ExitCode.DONE.number();
        } catch (ProblemException e) {
            problems.tell(e);
            return ExitCode.REFUSED.number();
        }
    }
}
