package dev.tidemark.desktop;

import static dev.tidemark.desktop.text.Texts.text;

import dev.tidemark.desktop.component.Figures;
import dev.tidemark.problem.Problem;
import dev.tidemark.run.RunState;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells by the system's notifications that a run waits for its operator, or is over, while the window isn't in front: by
 * the command that the system has for it, and not at all where there is none.
 */
final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private final List<String> command;
    private final BooleanSupplier inFront;
    private Optional<RunState> before = Optional.empty();

    /**
     * @param command is given a title and a text as its last two arguments; empty for none
     * @param inFront whether the operator sees the window anyway
     */
    Notices(List<String> command, BooleanSupplier inFront) {
        this.command = List.copyOf(command);
        this.inFront = inFront;
    }

    /** What this system has. */
    static List<String> commandOfThisSystem() {
        if (installed("notify-send")) {
            return List.of("notify-send", "--app-name=Tidemark", "--");
        }
        return installed("osascript")
                ? List.of(
                        "osascript",
                        "-e",
                        "on run argv",
                        "-e",
                        "display notification (item 2 of argv) with title (item 1 of argv)",
                        "-e",
                        "end run",
                        "--")
                : List.of();
    }

    private static boolean installed(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, name)));
    }

    /** The run as it is now; tells only of what has changed since this was called last. */
    void see(Optional<RunState> now) {
        Optional<RunState> last = before;
        before = now;
        now.filter(run -> last.filter(then -> then.run().equals(run.run()) && then.stage() != run.stage())
                        .isPresent())
                .filter(run -> !command.isEmpty() && !inFront.getAsBoolean())
                .flatMap(Notices::words)
                .ifPresent(this::tell);
    }

    private static Optional<String> words(RunState run) {
        return switch (run.stage()) {
            case STAGED -> Optional.of(text("notice.staged", Figures.count(run.rowsRead())));
            case COMMITTED -> Optional.of(text("notice.committed", Figures.count(run.rowsPublished())));
            case FAILED ->
                Optional.of(
                        text("notice.failed", run.problem().map(Problem::what).orElse("")));
            default -> Optional.empty();
        };
    }

    private void tell(String words) {
        List<String> whole = new ArrayList<>(command);
        whole.add("Tidemark");
        whole.add(words);
        Thread.ofVirtual().name("window-notice").start(() -> {
            try {
                new ProcessBuilder(whole)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (IOException e) {
                LOG.info("no notification", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
