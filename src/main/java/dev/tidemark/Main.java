package dev.tidemark;

import dev.tidemark.command.Commands;
import dev.tidemark.command.LogFolder;
import dev.tidemark.command.Window;
import dev.tidemark.command.WindowOptions;
import dev.tidemark.desktop.Desktop;
import dev.tidemark.desktop.StartOptions;
import dev.tidemark.desktop.component.Theme;
import dev.tidemark.desktop.text.Language;
import dev.tidemark.desktop.tour.Beats;
import dev.tidemark.desktop.tour.FirstFrame;
import dev.tidemark.desktop.tour.Tour;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Decides which face the program shows: the window, or the command that was typed. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Before the first logger is made, which may be while a class is loaded.
        LogFolder.ofThisUser().announce(args);
        System.exit(new Commands(new DesktopWindow()).execute(args));
    }

    /** The only bridge to JavaFX, whose classes are not loaded until it is crossed. */
    private record DesktopWindow() implements Window {
        @Override
        public boolean call(WindowOptions options) {
            return Desktop.call(asked(options));
        }

        @Override
        public int open(WindowOptions options) {
            return Desktop.open(asked(options));
        }

        @Override
        public int tour(Path out, WindowOptions.Language language, int width, int height, Consumer<Path> written) {
            chosen(language).use();
            return Tour.run(out, width, height, written);
        }

        @Override
        public void beat(long orders, Pulse pulse) {
            Beats.measure(
                    orders, (phase, heart) -> pulse.seen(phase, heart.pulses(), heart.longestGap(), heart.waits()));
        }

        @Override
        public void openOnce() {
            FirstFrame.await();
        }

        private static StartOptions asked(WindowOptions options) {
            return new StartOptions(
                    options.theme().map(look -> Theme.Choice.valueOf(look.name())),
                    options.language().map(DesktopWindow::chosen),
                    options.profile(),
                    options.plan());
        }

        private static Language chosen(WindowOptions.Language language) {
            return Language.of(language.name()).orElse(Language.SYSTEM);
        }
    }
}
