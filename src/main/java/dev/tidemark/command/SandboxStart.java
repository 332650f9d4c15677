package dev.tidemark.command;

import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxOptions;
import java.time.Duration;

/** Starts the sandbox and tells each of its steps. */
final class SandboxStart {
    private final Terminal terminal;
    private final StopSignal stop;

    SandboxStart(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    Sandbox start(SandboxOptions options) {
        Headings headings = new Headings(terminal);
        long begun = System.nanoTime();
        // Until it is up there is nothing but this thread to tell that it should end.
        Thread starter = Thread.currentThread();
        Runnable giveUp = () -> {
            terminal.interruption("Stopping the sandbox. Ctrl+C again ends at once.");
            starter.interrupt();
        };
        try (StopSignal.Registration _ = stop.tell(giveUp)) {
            Sandbox sandbox = Sandbox.start(options, step -> headings.line("Sandbox", step));
            headings.line(
                    "Sandbox", "That took " + Figures.duration(Duration.ofNanos(System.nanoTime() - begun)) + ".");
            terminal.blank();
            return sandbox;
        }
    }
}
