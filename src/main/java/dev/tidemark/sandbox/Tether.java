package dev.tidemark.sandbox;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ties servers and temporary folders to the life of this program, also when it is killed with SIGKILL. A small
 * process of its own waits for the end of its standard input, which the operating system brings about whichever
 * way this program ends, and then ends what was tied and deletes what was temporary.
 */
public final class Tether implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tether.class);

    private final Process watcher;
    private final BufferedWriter orders;

    private Tether(Process watcher) {
        this.watcher = watcher;
        this.orders = new BufferedWriter(new OutputStreamWriter(watcher.getOutputStream(), StandardCharsets.UTF_8));
    }

    public static Tether start() {
        List<String> command = JavaCommand.of(TetherMain.class, List.of("-Xms8m", "-Xmx16m", "-Xshare:auto"));
        try {
            return new Tether(ServerProcess.detachedBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw SandboxProblems.files(Path.of(command.getFirst()), e);
        }
    }

    /** Ends this process with the program, unless it has ended before. */
    void tie(ProcessHandle process) {
        order("end", ProcessIdentity.of(process));
    }

    void untie(ProcessHandle process) {
        order("forget-end", ProcessIdentity.of(process));
    }

    /** Runs this command at the program's end, before any tied process is ended. */
    void atEnd(List<String> command) {
        order("run", String.join("\t", command));
    }

    /** Deletes this folder after the program's end. */
    void deleteAtEnd(Path directory) {
        order("delete", directory.toAbsolutePath().toString());
    }

    private synchronized void order(String verb, String what) {
        try {
            orders.write(verb + "\t" + what + "\n");
            orders.flush();
        } catch (IOException e) {
            LOG.warn("The sandbox's watcher is gone: its servers would outlive a killed Tidemark", e);
        }
    }

    /** Ends what is still tied, as the program's end would; returns when that is done. */
    @Override
    public synchronized void close() {
        try {
            orders.close();
            if (!watcher.waitFor(30, TimeUnit.SECONDS)) {
                watcher.destroyForcibly();
            }
        } catch (IOException e) {
            watcher.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
