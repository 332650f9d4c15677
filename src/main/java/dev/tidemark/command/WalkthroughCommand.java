package dev.tidemark.command;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.postgres.ConnectionSettings;
import dev.tidemark.postgres.Login;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxOptions;
import dev.tidemark.walkthrough.Setting;
import dev.tidemark.walkthrough.Walkthrough;
import dev.tidemark.walkthrough.lesson.Lesson;
import dev.tidemark.walkthrough.lesson.LessonFolders;
import dev.tidemark.walkthrough.lesson.LessonShelf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The lessons. */
@Command(
        name = "walkthrough",
        sortOptions = false,
        header = "Learn how it works: three sessions side by side, step by step, with the log below.",
        description = {
            "",
            "On a PostgreSQL and a Kafka of its own, or on yours: there a lesson makes a schema and topics of its own "
                    + "and takes them away again. Enter does the next step; at any time you may type into a session "
                    + "yourself, as in: 2 SELECT * FROM mytable;",
            ""
        })
final class WalkthroughCommand implements Callable<Integer> {
    private static final String FIRST = "recipe";
    private static final int FEW_ORDERS = 10;

    private final Console console;
    private final StopSignal stop;
    private final Problems problems;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "LESSON",
            description = "Which; “recipe” if not told. --list names them all.")
    private String name = FIRST;

    @Option(names = "--list", description = "Name all lessons.")
    private boolean list;

    @Option(
            names = {"--all", "--yes"},
            description = "Do all steps without waiting for Enter.")
    private boolean all;

    @Option(
            names = "--lessons",
            paramLabel = "FOLDER",
            description = "A folder with lessons of your own, *.lesson; docs/lessons.md says how to write them. "
                    + "May be given more than once.")
    private List<Path> folders = List.of();

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "Instead of the sandbox: postgresql://user@host:5432/database. The role needs CREATE there.")
    private Optional<String> database = Optional.empty();

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "The Kafka that belongs to --database.")
    private Optional<String> kafka = Optional.empty();

    @Option(
            names = "--kafka-properties",
            paramLabel = "FILE",
            description = "A Java client's properties file with whatever else that Kafka needs.")
    private Optional<Path> properties = Optional.empty();

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            description = "Write to this topic, which exists; what a lesson writes stays in it. Without it each lesson "
                    + "makes its own and deletes it.")
    private Optional<String> topic = Optional.empty();

    @Option(names = "--width", paramLabel = "N", description = "How many signs a line has; 120 if not told.")
    private int width = 120;

    WalkthroughCommand(Console console, StopSignal stop, Problems problems) {
        this.console = console;
        this.stop = stop;
        this.problems = problems;
    }

    @Override
    public Integer call() {
        List<Path> everywhere = new ArrayList<>(List.of(LessonFolders.ofThisUser()));
        everywhere.addAll(folders);
        LessonShelf shelf = LessonShelf.with(everywhere);
        shelf.broken().forEach(problems::tell);
        if (list) {
            shelf.lessons().forEach(this::describe);
            return ExitCode.DONE.number();
        }
        if (database.isPresent() != kafka.isPresent()) {
            throw wrong("--database and --kafka belong together.");
        }
        if (topic.isPresent() && kafka.isEmpty()) {
            throw wrong("--topic needs --database and --kafka.");
        }
        Lesson lesson = shelf.find(name)
                .orElseThrow(() -> wrong("There is no lesson “" + name + "”. There are: "
                        + shelf.lessons().stream().map(Lesson::id).collect(Collectors.joining(", ")) + "."));
        try {
            return database.isPresent() ? onOwn(lesson, database.get(), kafka.orElseThrow()) : onSandbox(lesson);
        } catch (ProblemException e) {
            if (stop.asked()) {
                return stop.exitCode();
            }
            problems.tell(e);
            return ExitCode.REFUSED.number();
        }
    }

    private void describe(Lesson lesson) {
        console.terminal().line(console.terminal().style().bold(String.format("%-16s", lesson.id())) + lesson.title());
        console.terminal().line(" ".repeat(16) + lesson.about());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int onSandbox(Lesson lesson) {
        SandboxOptions options = SandboxOptions.temporary().withOrders(FEW_ORDERS);
        try (Sandbox sandbox = new SandboxStart(console.terminal(), stop).start(options)) {
            Login login = new Login(sandbox.database(), sandbox.password());
            return run(lesson, new Setting(login, sandbox.kafka(), Optional.empty()));
        }
    }

    private int onOwn(Lesson lesson, String url, String bootstrap) {
        Login login = ConnectionSettings.ofThisUser().login(DatabaseAddress.parse(url), Optional.empty());
        return run(lesson, new Setting(login, new KafkaAddress(bootstrap, properties), topic));
    }

    private int run(Lesson lesson, Setting setting) {
        try (Walkthrough walkthrough = Walkthrough.open(setting, lesson, () -> {});
                StopSignal.Registration _ = stop.tell(console.answers()::giveUp)) {
            boolean asTold =
                    new GuidedLesson(console.terminal(), console.answers(), !all, width).run(walkthrough, lesson);
            if (stop.asked()) {
                return stop.exitCode();
            }
            return (asTold ? ExitCode.DONE : ExitCode.FAILED).number();
        }
    }
}
