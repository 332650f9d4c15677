package dev.tidemark.sandbox;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KafkaAddress;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.Secret;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A PostgreSQL server and a Kafka broker of one's own, with the demo shop in them. Both listen on this computer
 * alone and end with the program, however it ends.
 */
public final class Sandbox implements AutoCloseable {
    private Sandbox() {}

    /**
     * Starts both servers and loads what is not there yet; returns when all is ready.
     *
     * @param progress is told each step in a short sentence, from more than one thread
     */
    public static Sandbox start(SandboxOptions options, Consumer<String> progress) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The shop's database as its owner. */
    public DatabaseAddress database() {
        throw new UnsupportedOperationException("not yet");
    }

    /** What {@link #database()} needs as a password; empty, since the sandbox trusts this computer. */
    public Optional<Secret> password() {
        return Optional.empty();
    }

    public KafkaAddress kafka() {
        throw new UnsupportedOperationException("not yet");
    }

    public long postgresPid() {
        throw new UnsupportedOperationException("not yet");
    }

    public long kafkaPid() {
        throw new UnsupportedOperationException("not yet");
    }

    /** All four demo tables to their event topics. */
    public Plan plan() {
        throw new UnsupportedOperationException("not yet");
    }

    public DemoApplication startApplication(DemoOptions options) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Stops both servers; deletes their data if it is not to be kept. */
    @Override
    public void close() {}
}
