package dev.tidemark.desktop.walkthrough;

import dev.tidemark.desktop.state.Workspace;
import dev.tidemark.postgres.Login;
import dev.tidemark.run.Servers;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxOptions;
import dev.tidemark.walkthrough.Setting;
import java.util.Optional;
import java.util.function.Consumer;

/** Where lessons take place: the window's sandbox, or one of their own without it, or the operator's servers. */
final class LessonPlace implements AutoCloseable {
    private static final int FEW_ORDERS = 10;

    private final Workspace workspace;
    private Optional<Sandbox> own = Optional.empty();

    LessonPlace(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Blocks while a sandbox starts; {@code progress} is told each step, on whatever thread. */
    synchronized Setting sandbox(Consumer<String> progress) {
        Sandbox sandbox = workspace.runningSandbox().or(() -> own).orElseGet(() -> {
            Sandbox started = Sandbox.start(SandboxOptions.temporary().withOrders(FEW_ORDERS), progress);
            own = Optional.of(started);
            return started;
        });
        return new Setting(new Login(sandbox.database(), sandbox.password()), sandbox.kafka(), Optional.empty());
    }

    /** @param topic one that exists; empty for the lesson's own */
    Setting connected(String topic) {
        Servers servers = workspace.servers();
        return new Setting(
                servers.login(), servers.kafka(), Optional.of(topic.strip()).filter(name -> !name.isEmpty()));
    }

    @Override
    public synchronized void close() {
        own.ifPresent(Sandbox::close);
        own = Optional.empty();
    }
}
