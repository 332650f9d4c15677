package dev.tidemark.sandbox;

import dev.tidemark.plan.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a PostgreSQL of the sandbox is started.
 *
 * @param directory for its data and its log
 * @param durable whether the data has to survive a crash of the computer: fsync costs time that throw-away data need not
 *     pay for
 * @param password what every role needs to log in (scram-sha-256); empty: whoever is on this computer is trusted
 * @param settings further ones of the server, as in {@code max_connections=20}
 */
public record PostgresOptions(Path directory, boolean durable, Optional<Secret> password, List<String> settings) {

    public PostgresOptions {
        settings = List.copyOf(settings);
    }

    public static PostgresOptions thrownAway(Path directory) {
        return new PostgresOptions(directory, false, Optional.empty(), List.of());
    }

    public static PostgresOptions kept(Path directory) {
        return new PostgresOptions(directory, true, Optional.empty(), List.of());
    }

    public PostgresOptions withPassword(Secret secret) {
        return new PostgresOptions(directory, durable, Optional.of(secret), settings);
    }

    public PostgresOptions withSettings(String... more) {
        return new PostgresOptions(directory, durable, password, List.of(more));
    }
}
