package dev.tidemark.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A {@code pg_service.conf}: named sets of connection parameters (PostgreSQL documentation, section 32.17). */
final class ServiceFile {
    private final Path file;

    ServiceFile(Path file) {
        this.file = file;
    }

    /** All services in the file's order, each with its parameters by their libpq names. */
    Map<String, Map<String, String>> services() throws IOException {
        Map<String, Map<String, String>> services = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            return services;
        }
        Optional<Map<String, String>> current = Optional.empty();
        for (String raw : Files.readAllLines(file)) {
            String line = raw.strip();
            int equals = line.indexOf('=');
            if (line.startsWith("[") && line.endsWith("]")) {
                Map<String, String> parameters = new LinkedHashMap<>();
                // Of two sections with one name, libpq reads the first.
                services.putIfAbsent(line.substring(1, line.length() - 1), parameters);
                current = Optional.of(parameters);
            } else if (!line.startsWith("#") && equals > 0) {
                current.ifPresent(parameters -> parameters.putIfAbsent(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip()));
            }
        }
        return services;
    }
}
