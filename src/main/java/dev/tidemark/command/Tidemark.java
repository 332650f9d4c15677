package dev.tidemark.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program without a command: the window, or where there is no display, the same in the terminal. */
@Command(
        name = "tidemark",
        header =
                "Planned backfills from PostgreSQL into Kafka: a snapshot of some tables, at an exact place in the log.",
        description = {
            "",
            "Without a command it opens the window; where there is no display, it does a guided backfill on the sandbox in the "
                    + "terminal.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done.",
            "1:The run failed or was given up; everything is rolled back or withdrawn.",
            "2:Wrong usage, or a mistake in the plan.",
            "3:Refused before anything was locked or written: a check failed, or a server cannot be reached.",
            "130:Ended with Ctrl+C, after the same clearing up."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidemark run --sandbox        see a whole backfill, without any server of yours",
            "  tidemark walkthrough          learn how it works, step by step",
            "  tidemark run plan.yaml        do one; docs/plan.yaml explains what a plan can say",
            "  tidemark run --help           what a command can do",
            "",
            "Passwords come from the environment variable PGPASSWORD or from ~/.pgpass, never from a plan.",
            "The log is in ${sys:tidemark.logs:-the log folder}."
        },
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            RehearseCommand.class,
            RunsCommand.class,
            ResumeCommand.class,
            DiscardCommand.class,
            VerifyCommand.class,
            ReportCommand.class,
            SandboxCommand.class,
            WalkthroughCommand.class,
            TourCommand.class,
            BenchCommand.class
        })
final class Tidemark implements Callable<Integer> {
    private final Display display;
    private final Window window;
    private final Console console;
    private final RunCommand run;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    @Option(
            names = LogLevel.OPTION,
            paramLabel = "LEVEL",
            scope = ScopeType.INHERIT,
            description = "How much goes into the log: ${COMPLETION-CANDIDATES}; INFO if not told, or what "
                    + "TIDEMARK_LOG_LEVEL says.")
    private LogLevel logLevel = LogLevel.INFO;

    @Mixin
    private WindowOptions options = new WindowOptions();

    Tidemark(Display display, Window window, Console console, RunCommand run) {
        this.display = display;
        this.window = window;
        this.console = console;
        this.run = run;
    }

    @Override
    public Integer call() {
        if (display.present()) {
            if (!options.another() && window.call(options)) {
                console.terminal().line("Tidemark is open already; its window comes to the front.");
                return ExitCode.DONE.number();
            }
            return window.open(options);
        }
        console.terminal()
                .line("There is no display for the window, so here is the same in the terminal, on the sandbox: "
                        + "tidemark run --sandbox.");
        console.terminal().blank();
        return run.onSandbox(Questions.Policy.ASK_IF_SOMEBODY_IS_THERE);
    }
}
