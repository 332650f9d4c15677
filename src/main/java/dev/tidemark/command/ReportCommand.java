package dev.tidemark.command;

import dev.tidemark.problem.Problem;
import dev.tidemark.report.RunReport;
import dev.tidemark.run.PastRun;
import dev.tidemark.run.PastRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What became of a run, as a page and as JSON. */
@Command(
        name = "report",
        sortOptions = false,
        header = "Make a run's report: one HTML file, or the same as JSON.",
        description = {
            "",
            "From the run's journal alone, so also of a run that is not over, or whose program died. Without --html or --json "
                    + "the report in the run's folder is made anew, and its place is told.",
            ""
        })
final class ReportCommand implements Callable<Integer> {
    private static final Path STANDARD_OUTPUT = Path.of("-");

    private final Console console;
    private final PastRuns runs;

    @Parameters(paramLabel = "RUN", description = "The run's id, or how it begins; `tidemark runs` lists them.")
    private String run = "";

    @Option(names = "--html", paramLabel = "FILE", description = "Write the page there; - for standard output.")
    private Optional<Path> html = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the JSON there; - for standard output.")
    private Optional<Path> json = Optional.empty();

    ReportCommand(Console console, PastRuns runs) {
        this.console = console;
        this.runs = runs;
    }

    @Override
    public Integer call() {
        PastRun past = runs.find(run);
        if (html.isEmpty() && json.isEmpty()) {
            console.terminal().line(runs.report(past).toString());
        } else {
            RunReport report = RunReport.of(past.folder());
            html.ifPresent(file -> write(file, report.html()));
            json.ifPresent(file -> write(file, report.json()));
        }
        return ExitCode.DONE.number();
    }

    private void write(Path file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (file.equals(STANDARD_OUTPUT)) {
            console.out().writeBytes(bytes);
            console.out().flush();
            return;
        }
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw Problem.of(
                            "report-unwritable",
                            "The report can't be written.",
                            file + ": " + e,
                            "Name a file in a folder that is there and that you may write to.")
                    .asException(e);
        }
    }
}
