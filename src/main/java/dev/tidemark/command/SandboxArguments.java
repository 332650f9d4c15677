package dev.tidemark.command;

import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.Publish;
import dev.tidemark.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the sandbox and its demo application are to be. */
final class SandboxArguments {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "How many orders the demo shop has; 200000 if not told, at least 10.")
    private Optional<Long> rows = Optional.empty();

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "How many rows the demo application changes a second; 200 if not told, 0 for as many as it can.")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--writers",
            paramLabel = "N",
            description = "How many connections the demo application writes with; 4 if not told.")
    private Optional<Integer> writers = Optional.empty();

    @Option(
            names = "--publish",
            paramLabel = "WHEN",
            description =
                    "When the demo application publishes its events: ${COMPLETION-CANDIDATES}; in-transaction if not told.")
    private Optional<Publish> publish = Optional.empty();

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            description = "Keep the sandbox's data there for the next start. Without it, it is thrown away at the end.")
    private Optional<Path> directory = Optional.empty();

    SandboxOptions sandbox() {
        SandboxOptions options = directory.map(SandboxOptions::keptIn).orElse(SandboxOptions.temporary());
        try {
            return rows.map(options::withOrders).orElse(options);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--rows: " + e.getMessage());
        }
    }

    DemoOptions application() {
        DemoOptions standard = DemoOptions.standard();
        try {
            return new DemoOptions(
                    writers.orElse(standard.writers()),
                    rate.orElse(standard.changesPerSecond()),
                    publish.orElse(standard.publish()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--writers, --rate: " + e.getMessage());
        }
    }

    /** Whether the data outlives the sandbox. */
    boolean kept() {
        return directory.isPresent();
    }

    boolean given() {
        return rows.isPresent()
                || rate.isPresent()
                || writers.isPresent()
                || directory.isPresent()
                || publish.isPresent();
    }
}
