package dev.tidemark.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measurements on the sandbox. */
@Command(
        name = "bench",
        sortOptions = false,
        header = "Measure the program on a sandbox of its own.",
        commandListHeading = "%nWhat can be measured:%n",
        subcommands = {
            BenchGateCommand.class,
            BenchReadCommand.class,
            BenchFaultsCommand.class,
            BenchStartCommand.class,
            BenchWindowCommand.class
        })
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What should be measured?");
    }
}
