package dev.tidemark;

import dev.tidemark.command.Commands;
import dev.tidemark.command.LogFolder;
import dev.tidemark.command.Window;
import dev.tidemark.problem.Problem;
import java.nio.file.Path;

/** Decides which face the program shows: the window, or the command that was typed. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Before the first logger is made, which may be while a class is loaded.
        LogFolder.ofThisUser().announce();
        System.exit(new Commands(new LaterWindow()).execute(args));
    }

    private record LaterWindow() implements Window {
        @Override
        public void open() {
            throw missing();
        }

        @Override
        public void tour(Path out) {
            throw missing();
        }

        private static RuntimeException missing() {
            return Problem.of(
                            "no-window",
                            "The window is not in this build.",
                            "It is still being built.",
                            "Use the commands: tidemark --help.")
                    .asException();
        }
    }
}
