package dev.tidemark.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Pictures of the whole window. */
@Command(
        name = "tour",
        sortOptions = false,
        header = "Drive the real window through a whole backfill and the lessons, and take a picture of each page.",
        description = {"", "Needs no display.", ""})
final class TourCommand implements Callable<Integer> {
    private final Window window;
    private final Console console;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FOLDER",
            description = "Where the pictures go, one a page and theme.")
    private Path out = Path.of("");

    TourCommand(Window window, Console console) {
        this.window = window;
        this.console = console;
    }

    @Override
    public Integer call() {
        int code = window.tour(out, picture -> console.terminal().line(String.valueOf(out.relativize(picture))));
        if (code == ExitCode.DONE.number()) {
            console.terminal().line("The pictures are in " + out.toAbsolutePath() + ".");
        }
        return code;
    }
}
