package dev.tidemark.command;

import dev.tidemark.problem.ProblemException;
import dev.tidemark.run.PastRuns;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The terminal's face, put together by hand. */
public final class Commands {
    private static final int HELP_WIDTH = 100;

    private final Console console;
    private final Problems problems;
    private final Map<Class<?>, Supplier<Object>> made = new HashMap<>();
    private final StopSignal stop;

    /** For this process's own terminal. */
    public Commands(Window window) {
        this(window, Console.ofThisProcess(), Display.ofThisProcess(), new StopSignal(System::exit));
        stop.install();
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    Commands(Window window, Console console, Display display, StopSignal stop) {
        this.console = console;
        this.stop = stop;
        this.problems = new Problems(console.err());
        Supplier<RunCommand> run = () -> new RunCommand(console, stop, problems);
        PastRuns past = PastRuns.ofThisUser();
        made.put(Tidemark.class, () -> new Tidemark(display, window, console, run.get()));
        made.put(RunCommand.class, run::get);
        made.put(SandboxCommand.class, () -> new SandboxCommand(console, stop, problems));
        made.put(BenchCommand.class, BenchCommand::new);
        made.put(BenchGateCommand.class, () -> new BenchGateCommand(console, stop, problems));
        made.put(BenchReadCommand.class, () -> new BenchReadCommand(console, stop, problems));
        made.put(BenchFaultsCommand.class, () -> new BenchFaultsCommand(console, stop, problems));
        made.put(BenchWindowCommand.class, () -> new BenchWindowCommand(console, problems, window));
        made.put(BenchStartCommand.class, () -> new BenchStartCommand(console, problems, window));
        made.put(WalkthroughCommand.class, () -> new WalkthroughCommand(console, stop, problems));
        made.put(TourCommand.class, () -> new TourCommand(window, console));
        made.put(Version.class, Version::new);
        made.put(RunsCommand.class, () -> new RunsCommand(console, past));
        made.put(ReportCommand.class, () -> new ReportCommand(console, past));
        made.put(ResumeCommand.class, () -> new ResumeCommand(console, stop, problems, past));
        made.put(DiscardCommand.class, () -> new DiscardCommand(console, problems, past));
        made.put(VerifyCommand.class, () -> new VerifyCommand(console, problems, past));
        made.put(RehearseCommand.class, () -> new RehearseCommand(console, stop, problems));
    }

    /** Does what was typed and gives the exit code; never throws. */
    public int execute(String... arguments) {
        CommandLine line = new CommandLine(Tidemark.class, factory());
        line.setUsageHelpWidth(HELP_WIDTH);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((e, _) -> usage(e));
        line.setExecutionExceptionHandler((e, _, _) -> unexpected(e));
        line.setOut(new PrintWriter(console.out(), true));
        return line.execute(arguments);
    }

    private IFactory factory() {
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                Supplier<Object> supplier = made.get(type);
                return supplier == null ? CommandLine.defaultFactory().create(type) : type.cast(supplier.get());
            }
        };
    }

    private int usage(ParameterException e) {
        console.err().line(console.err().style().bad(String.valueOf(e.getMessage())));
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            console.err().line("Did you mean: " + String.join(", ", unmatched.getSuggestions()) + "?");
        }
        console.err()
                .line("What there is: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.number();
    }

    private int unexpected(Exception e) {
        if (stop.asked()) {
            return stop.exitCode();
        }
        if (e instanceof ProblemException known) {
            problems.tell(known);
        } else {
            problems.tell(e);
        }
        return ExitCode.FAILED.number();
    }
}
