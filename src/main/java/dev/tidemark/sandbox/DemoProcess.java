package dev.tidemark.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The demo application in a process of its own, so that it warms no class and fills no heap of a program that is being
 * measured. Ends with that program, however it ends.
 */
public final class DemoProcess implements AutoCloseable {
    private static final long LAST_SECONDS = 15;

    private final Process process;

    private DemoProcess(Process process) {
        this.process = process;
    }

    static DemoProcess start(DemoShop shop, String topicPrefix, DemoOptions options) {
        List<String> command = JavaCommand.of(
                DemoMain.class,
                List.of("-Xms32m", "-Xmx64m"),
                shop.database().url(),
                shop.kafka().bootstrapServers(),
                topicPrefix,
                Integer.toString(options.writers()),
                Double.toString(options.changesPerSecond()),
                options.publish().name());
        try {
            return new DemoProcess(ServerProcess.detachedBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw SandboxProblems.files(Path.of(command.getFirst()), e);
        }
    }

    /** Lets it finish the transactions under way, and cuts it off if it can't. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LAST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
