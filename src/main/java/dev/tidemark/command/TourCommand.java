package dev.tidemark.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Pictures of the whole window. */
@Command(
        name = "tour",
        sortOptions = false,
        header = "Drive the real window through a whole backfill and the lessons, and take a picture of each page.",
        description = {"", "Needs no display.", ""})
final class TourCommand implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{2,3})x([1-9]\\d{2,3})");

    private final Window window;
    private final Console console;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FOLDER",
            description = "Where the pictures go, one a page and theme.")
    private Path out = Path.of("");

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "1280x800",
            description = "The window's size in pixels; ${DEFAULT-VALUE}.")
    private String size = "1280x800";

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            defaultValue = "en",
            description = "The window's language: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE}.")
    private WindowOptions.Language language = WindowOptions.Language.EN;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    TourCommand(Window window, Console console) {
        this.window = window;
        this.console = console;
    }

    @Override
    public Integer call() {
        Matcher sides = SIZE.matcher(size);
        if (!sides.matches()) {
            throw new ParameterException(spec.commandLine(), "--size: width and height in pixels, such as 1280x800");
        }
        int width = Integer.parseInt(sides.group(1));
        int height = Integer.parseInt(sides.group(2));
        int code = window.tour(
                out,
                language,
                width,
                height,
                picture -> console.terminal().line(String.valueOf(out.relativize(picture))));
        if (code == ExitCode.DONE.number()) {
            console.terminal().line("The pictures are in " + out.toAbsolutePath() + ".");
        }
        return code;
    }
}
