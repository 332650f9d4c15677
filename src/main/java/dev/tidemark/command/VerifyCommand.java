package dev.tidemark.command;

import dev.tidemark.problem.ProblemException;
import dev.tidemark.run.PastRun;
import dev.tidemark.run.PastRuns;
import dev.tidemark.run.Verification;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads back what Kafka has of a run. */
@Command(
        name = "verify",
        sortOptions = false,
        header = "Read back what Kafka has of a run: marks, rows and checksums, as a consumer sees them.",
        description = {
            "",
            "Of a committed run every partition has to have its mark, and each table's rows, counted and summed up, have to be "
                    + "those that its ends name and that were read. Of a run that came to nothing no mark may stand without a "
                    + "void. Writes nothing. Needs Kafka, not the database. Kafka's retention or compaction may have deleted some "
                    + "of it since.",
            ""
        })
final class VerifyCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int BETWEEN = 10_000;

    private final Console console;
    private final Problems problems;
    private final PastRuns runs;

    @Parameters(paramLabel = "RUN", description = "The run's id, or how it begins; see: tidemark runs")
    private String run = "";

    @Option(names = "--json", description = "Print what was found as one line of JSON.")
    private boolean json;

    VerifyCommand(Console console, Problems problems, PastRuns runs) {
        this.console = console;
        this.problems = problems;
        this.runs = runs;
    }

    @Override
    public Integer call() {
        Terminal terminal = json ? console.err() : console.terminal();
        try {
            PastRun past = runs.find(run);
            terminal.progressBegins();
            Verification found = runs.verify(past, messages -> {
                if (messages % BETWEEN == 0) {
                    terminal.progress("Reading: " + Figures.count(messages, "message"));
                }
            });
            if (json) {
                console.out().writeBytes((line(past, found) + "\n").getBytes(StandardCharsets.UTF_8));
                console.out().flush();
            } else {
                print(past, found, terminal);
            }
            return (found.holds() ? ExitCode.DONE : ExitCode.FAILED).number();
        } catch (ProblemException e) {
            problems.tell(e);
            return ExitCode.REFUSED.number();
        }
    }

    private static void print(PastRun past, Verification found, Terminal terminal) {
        Headings headings = new Headings(terminal);
        String stage = past.stage().name().toLowerCase(Locale.ROOT);
        headings.line("Run", past.run() + ", " + stage);
        headings.line(
                "Marks",
                "in %d of %s%s"
                        .formatted(
                                found.marks(),
                                Figures.count(found.places(), "partition"),
                                found.committed() ? "" : ", all with a void"));
        found.tables()
                .forEach(table -> headings.line(
                        "Rows",
                        "%s: %s in %s, %s, checksum %s"
                                .formatted(
                                        table.table(),
                                        Figures.count(table.rows(), "row"),
                                        table.topic(),
                                        Figures.count(table.partitions(), "partition"),
                                        table.checksum())));
        Style style = terminal.style();
        if (found.holds()) {
            headings.line(
                    "Verdict",
                    style.good(
                            found.committed()
                                    ? "Whole: every mark, every row once, every checksum."
                                    : "Clean: consumers pass over whatever is there of it."));
        } else {
            found.differences().forEach(difference -> headings.line("Verdict", style.bad(difference)));
            headings.line("Verdict", "Kafka's retention or compaction may have deleted what is missing.");
        }
    }

    private static String line(PastRun past, Verification found) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("run", past.run().value())
                .put("stage", past.stage().name().toLowerCase(Locale.ROOT))
                .put("holds", found.holds())
                .put("marks", found.marks())
                .put("markPartitions", found.places());
        found.tables()
                .forEach(table -> json.withArray("tables")
                        .addObject()
                        .put("table", table.table().toString())
                        .put("topic", table.topic())
                        .put("partitions", table.partitions())
                        .put("rows", table.rows())
                        .put("checksum", table.checksum()));
        found.differences().forEach(json.withArray("differences")::add);
        return MAPPER.writeValueAsString(json);
    }
}
