package dev.tidemark.sandbox;

import dev.tidemark.plan.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a PostgreSQL of the sandbox is started.
 *
 * @param directory for its data and its log
 * @param durable whether the data has to survive a crash of the computer: fsync costs time that throw-away data need not
 *     pay for
 * @param password what every role needs to log in (scram-sha-256); empty: whoever is on this computer is trusted
 */
public record PostgresOptions(Path directory, boolean durable, Optional<Secret> password) {

    public static PostgresOptions thrownAway(Path directory) {
        return new PostgresOptions(directory, false, Optional.empty());
    }

    public static PostgresOptions kept(Path directory) {
        return new PostgresOptions(directory, true, Optional.empty());
    }

    public PostgresOptions withPassword(Secret secret) {
        return new PostgresOptions(directory, durable, Optional.of(secret));
    }
}
