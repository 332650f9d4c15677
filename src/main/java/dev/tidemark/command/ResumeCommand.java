package dev.tidemark.command;

import dev.tidemark.problem.ProblemException;
import dev.tidemark.run.Backfill;
import dev.tidemark.run.PastRun;
import dev.tidemark.run.PastRuns;
import dev.tidemark.run.RunEvent;
import dev.tidemark.run.RunState;
import dev.tidemark.run.Stage;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a run whose program ended before its rows were published. */
@Command(
        name = "resume",
        sortOptions = false,
        header = "Go on with a run that was cut short: publish the rows that it staged.",
        description = {
            "",
            "What is in Kafka already is not published again. Needs Kafka, not the database. Ctrl+C leaves the run as it is, "
                    + "to be resumed once more.",
            ""
        })
final class ResumeCommand implements Callable<Integer> {
    private final Console console;
    private final StopSignal stop;
    private final Problems problems;
    private final PastRuns runs;

    @Parameters(paramLabel = "RUN", description = "The run's id, or how it begins; see: tidemark runs")
    private String run = "";

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--json",
            description = "Print each event as a line of JSON on standard output, and nothing else there.")
    private boolean json;

    ResumeCommand(Console console, StopSignal stop, Problems problems, PastRuns runs) {
        this.console = console;
        this.stop = stop;
        this.problems = problems;
        this.runs = runs;
    }

    @Override
    public Integer call() {
        Terminal terminal = json ? console.err() : console.terminal();
        PastRun past;
        Backfill backfill;
        try {
            past = runs.find(run);
            backfill = runs.resume(past);
        } catch (ProblemException e) {
            problems.tell(e);
            return ExitCode.REFUSED.number();
        }
        try {
            return publish(past, backfill, terminal);
        } finally {
            backfill.leave();
        }
    }

    private int publish(PastRun past, Backfill backfill, Terminal terminal) {
        Questions questions =
                new Questions(terminal, console.answers(), yes ? Questions.Policy.YES : Questions.Policy.ASK);
        terminal.line(past.standing().fact());
        if (!questions.yes("Publish its " + Figures.count(backfill.state().rowsRead(), "row") + "?")) {
            terminal.line("It stays as it is. Discard it with: tidemark discard " + past.run());
            return ExitCode.FAILED.number();
        }
        Report report = json ? new JsonReport(console.out(), Clock.systemUTC()) : new TextReport(terminal);
        RunWatch watch = new RunWatch(backfill, report);
        try (StopSignal.Registration _ = stop.tell(() -> {
            terminal.interruption("Stopping: the run is left as it is.");
            questions.giveUp();
            watch.end();
        })) {
            backfill.commit();
            RunState end = watch.until(ResumeCommand::staged);
            if (end.stage() == Stage.COMMITTED) {
                report.ended(end);
                return ExitCode.DONE.number();
            }
            end.problem().ifPresent(problems::tell);
            return stop.asked() ? stop.exitCode() : ExitCode.FAILED.number();
        }
    }

    private static boolean staged(RunEvent event) {
        return event instanceof RunEvent.StageReached(var stage) && stage == Stage.STAGED;
    }
}
