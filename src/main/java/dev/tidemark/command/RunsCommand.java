package dev.tidemark.command;

import dev.tidemark.run.PastRun;
import dev.tidemark.run.PastRuns;
import dev.tidemark.run.Standing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The runs that this computer knows of. */
@Command(
        name = "runs",
        sortOptions = false,
        header = "List the runs on this computer, and what can be done with those that were cut short.",
        description = {""})
final class RunsCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Console console;
    private final PastRuns runs;

    @Parameters(
            arity = "0..1",
            paramLabel = "WORDS",
            description = "Only runs whose id, state, who, database or tables have these words in them.")
    private Optional<String> words = Optional.empty();

    @Option(names = "--json", description = "Print each run as a line of JSON.")
    private boolean json;

    RunsCommand(Console console, PastRuns runs) {
        this.console = console;
        this.runs = runs;
    }

    @Override
    public Integer call() {
        List<PastRun> found = runs.all().stream().filter(this::wanted).toList();
        if (json) {
            found.forEach(run -> console.out().writeBytes((line(run) + "\n").getBytes(StandardCharsets.UTF_8)));
            console.out().flush();
        } else if (found.isEmpty()) {
            console.terminal().line(words.isEmpty() ? "There is no run yet." : "No run has these words in it.");
        } else {
            found.forEach(this::print);
        }
        return ExitCode.DONE.number();
    }

    private boolean wanted(PastRun run) {
        String text = String.join(" ", run.run().value(), state(run), who(run), run.database(), tables(run))
                .toLowerCase(Locale.ROOT);
        return words.stream()
                .flatMap(w -> java.util.Arrays.stream(w.toLowerCase(Locale.ROOT).split("\\s+")))
                .allMatch(text::contains);
    }

    private void print(PastRun run) {
        Terminal terminal = console.terminal();
        Style style = terminal.style();
        terminal.line(String.format(
                "%s  %-12s %12s rows   %s",
                style.bold(run.run().value()), state(run), Figures.count(run.rowsRead()), tables(run)));
        terminal.line(
                "    " + String.join("   ", who(run), gate(run), run.database()).strip());
        run.problem().ifPresent(problem -> terminal.line("    " + problem.what() + " " + problem.why()));
        if (run.standing() != Standing.OVER) {
            terminal.line("    " + run.standing().fact() + " " + run.standing().advice());
            String id = run.run().value();
            if (run.standing().resumable()) {
                terminal.line("    tidemark resume " + id);
            }
            if (run.standing().discardable()) {
                terminal.line("    tidemark discard " + id);
            }
        }
    }

    private static String who(PastRun run) {
        return run.role().isEmpty() ? run.user() : run.user() + " as " + run.role();
    }

    private static String gate(PastRun run) {
        return run.closed()
                .map(closed -> "gate closed " + Figures.duration(closed))
                .orElse("gate never closed");
    }

    private static String state(PastRun run) {
        return run.standing() == Standing.OVER
                ? run.stage().name().toLowerCase(Locale.ROOT)
                : run.standing() == Standing.UNDER_WAY ? "under way" : "cut short";
    }

    private static String tables(PastRun run) {
        return run.tables().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String line(PastRun run) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("run", run.run().value())
                .put("begun", run.begun().toString())
                .put("stage", run.stage().name().toLowerCase(Locale.ROOT))
                .put("standing", run.standing().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("user", run.user())
                .put("role", run.role())
                .put("database", run.database())
                .put("rowsRead", run.rowsRead())
                .put("rowsPublished", run.rowsPublished());
        run.tables().forEach(table -> json.withArray("tables").add(table.toString()));
        run.closed().ifPresent(closed -> json.put("closedMs", closed.toNanos() / 1e6));
        run.problem().ifPresent(problem -> json.put("problem", problem.code()));
        return MAPPER.writeValueAsString(json);
    }
}
