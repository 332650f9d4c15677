package dev.tidemark.sandbox;

import java.time.Instant;
import java.util.Optional;

/** A process's id together with its start, since ids are given again to others. */
final class ProcessIdentity {
    private ProcessIdentity() {}

    static String of(ProcessHandle process) {
        return process.pid() + "@"
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    static Optional<ProcessHandle> find(String identity) {
        String[] parts = identity.strip().split("@", 2);
        return ProcessHandle.of(Long.parseLong(parts[0]))
                .filter(process -> of(process).equals(identity.strip()));
    }
}
