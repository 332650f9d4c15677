package dev.tidemark.sandbox;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a sandbox is started.
 *
 * @param directory where the servers keep their data for the next start; empty: in a temporary folder that is
 *     deleted when the sandbox closes
 * @param orders how many orders the demo shop has, at least 10; a kept folder that has data already is left as it is
 */
public record SandboxOptions(Optional<Path> directory, long orders) {
    private static final long STANDARD_ORDERS = 200_000;

    public SandboxOptions {
        if (orders < 10) {
            throw new IllegalArgumentException("The demo shop needs at least 10 orders.");
        }
    }

    /** Thrown away at close, 200,000 orders. */
    public static SandboxOptions temporary() {
        return new SandboxOptions(Optional.empty(), STANDARD_ORDERS);
    }

    /** Kept in this folder, 200,000 orders. */
    public static SandboxOptions keptIn(Path directory) {
        return new SandboxOptions(Optional.of(directory), STANDARD_ORDERS);
    }

    public SandboxOptions withOrders(long number) {
        return new SandboxOptions(directory, number);
    }
}
