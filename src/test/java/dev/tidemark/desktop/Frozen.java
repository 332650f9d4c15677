package dev.tidemark.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.TestServers;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Servers that take connections and packets, as far as the system does that for them, and answer nothing. */
final class Frozen implements AutoCloseable {
    private final List<Long> processes;

    Frozen(TestServers servers) {
        processes = LongStream.of(servers.postgres().pid(), servers.broker().pid())
                .mapToObj(pid -> ProcessHandle.of(pid).orElseThrow())
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                .map(ProcessHandle::pid)
                .toList();
        signal("STOP");
    }

    @Override
    public void close() {
        signal("CONT");
    }

    private void signal(String name) {
        String all = String.join(" ", processes.stream().map(String::valueOf).toList());
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + all).start();
            assertThat(kill.waitFor()).as("kill -%s", name).isZero();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
