package dev.tidemark.desktop.state;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.Secret;
import dev.tidemark.run.Servers;
import dev.tidemark.sandbox.DemoApplication;
import dev.tidemark.sandbox.DemoOptions;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What the window is connected to; owns the connections and the sandbox. */
public final class Workspace implements AutoCloseable {
    private final SandboxOptions sandboxOptions;
    private final DemoOptions demoOptions;
    private final ReadOnlyObjectWrapper<Optional<Connected>> connected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Catalog> catalog = new ReadOnlyObjectWrapper<>(Catalog.EMPTY);
    private final ReadOnlyObjectWrapper<Optional<Plan>> opened = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final List<Runnable> beforeClose = new ArrayList<>();
    private Optional<Servers> servers = Optional.empty();
    private Optional<SandboxInUse> sandbox = Optional.empty();

    /** A sandbox with somebody who writes to it. */
    public record SandboxInUse(Sandbox sandbox, DemoApplication application) implements AutoCloseable {
        @Override
        public void close() {
            try (sandbox) {
                application.close();
            }
        }
    }

    public Workspace(SandboxOptions sandboxOptions, DemoOptions demoOptions) {
        this.sandboxOptions = sandboxOptions;
        this.demoOptions = demoOptions;
    }

    public ReadOnlyObjectProperty<Optional<Connected>> connected() {
        return connected.getReadOnlyProperty();
    }

    /** Whether the servers end with this window, so that no run can be taken up again. */
    public boolean inSandbox() {
        return connected.get().filter(Connected::sandbox).isPresent();
    }

    /** What the servers are used for. */
    public Environment environment() {
        return connected.get().map(Connected::environment).orElse(Environment.DEVELOPMENT);
    }

    /** The tables and topics as they were last looked up. */
    public ReadOnlyObjectProperty<Catalog> catalog() {
        return catalog.getReadOnlyProperty();
    }

    /** Looks tables and topics up; blocks. */
    public Catalog lookUp() {
        return new Catalog(servers().tables(), servers().topics());
    }

    public void show(Catalog what) {
        catalog.set(what);
    }

    /** Whether there are servers behind what is shown. */
    public boolean isLive() {
        return servers.isPresent();
    }

    /** The servers; ask only where {@link #connected()} is present. */
    public Servers servers() {
        return servers.orElseThrow(() -> new IllegalStateException("Not connected."));
    }

    /** The sandbox, while it is in use. */
    public Optional<Sandbox> sandbox() {
        return sandbox.map(SandboxInUse::sandbox);
    }

    /** The plan that was opened for these servers, else what the sandbox proposes to backfill; empty without either. */
    public Optional<Plan> proposal() {
        return opened.get()
                .filter(this::isConnectedTo)
                .or(() -> inSandbox() ? sandbox.map(s -> s.sandbox().plan()) : Optional.empty());
    }

    /** The plan that was opened last, whatever we are connected to. */
    public ReadOnlyObjectProperty<Optional<Plan>> opened() {
        return opened.getReadOnlyProperty();
    }

    public void open(Plan plan) {
        opened.set(Optional.of(plan));
    }

    /** Whether this plan's servers are those we are connected to. */
    public boolean isConnectedTo(Plan plan) {
        return connected
                .get()
                .filter(now -> now.database().label().equals(plan.database().label())
                        && now.kafka().bootstrapServers().equals(plan.kafka().bootstrapServers()))
                .isPresent();
    }

    /** The sandbox that the window is connected to. */
    public Optional<Sandbox> runningSandbox() {
        return sandbox.map(SandboxInUse::sandbox);
    }

    /** Done before the connections end: what needs them, or has to end with them. */
    public void beforeClose(Runnable action) {
        beforeClose.add(action);
    }

    /** Connects to the operator's own servers; blocks. */
    public Servers connect(DatabaseAddress database, Optional<Secret> password, KafkaAddress kafka) {
        return Servers.connect(database, password, kafka);
    }

    /** Starts the sandbox and the application that writes to it, unless they run already; blocks. */
    public SandboxInUse startSandbox(Consumer<String> progress) {
        Optional<SandboxInUse> running = sandbox;
        if (running.isPresent()) {
            return running.get();
        }
        Sandbox started = Sandbox.start(sandboxOptions, progress);
        return new SandboxInUse(started, started.startApplication(demoOptions));
    }

    /** Shows and uses these servers from now on. */
    public void use(Servers fresh, Environment environment, Optional<SandboxInUse> inUse) {
        // Servers that hang take their time to be let go of.
        servers.filter(old -> old != fresh)
                .ifPresent(old -> Thread.ofVirtual().name("window-disconnect").start(old::close));
        servers = Optional.of(fresh);
        if (inUse.isPresent()) {
            sandbox = inUse;
        }
        show(Catalog.EMPTY);
        show(new Connected(
                fresh.database(),
                fresh.kafka(),
                fresh.databaseFacts(),
                fresh.clusterFacts(),
                environment,
                inUse.isPresent()));
    }

    /** Shows what we are connected to. */
    public void show(Connected what) {
        connected.set(Optional.of(what));
    }

    /** Ends the connections, then the sandbox; blocks. */
    @Override
    public void close() {
        beforeClose.forEach(Runnable::run);
        servers.ifPresent(Servers::close);
        sandbox.ifPresent(SandboxInUse::close);
        servers = Optional.empty();
        sandbox = Optional.empty();
    }
}
