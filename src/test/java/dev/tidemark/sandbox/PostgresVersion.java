package dev.tidemark.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * The versions of PostgreSQL that tests run against, for {@code @ParameterizedTest @EnumSource(PostgresVersion.class)}:
 * the oldest that Tidemark works with, one that a distribution packages, and the built-in one. A test that asks for one
 * that isn't on this computer is skipped, and says so.
 */
public enum PostgresVersion {
    V11,
    V15,
    V18;

    private static final String OLDEST = "test-servers/oldest-postgres.jar!/postgres-linux-x86_64.txz";
    private static final List<String> INSTALLED = List.of("/usr/lib/postgresql/15", "/usr/pgsql-15", "/opt/pgsql-15");

    /** As in 110000. */
    public int number() {
        return Integer.parseInt(name().substring(1)) * 10_000;
    }

    public boolean isAtLeast(int major) {
        return number() >= major * 10_000;
    }

    PostgresBinaries binaries() {
        Path cache = CacheFolder.of(System.getenv());
        return switch (this) {
            case V11 -> oldest(cache);
            case V15 ->
                INSTALLED.stream()
                        .map(Path::of)
                        .filter(home -> Files.isExecutable(home.resolve("bin/postgres")))
                        .findFirst()
                        .map(PostgresBinaries::new)
                        .orElseGet(() -> Assumptions.abort("PostgreSQL 15 is in none of " + INSTALLED));
            case V18 -> PostgresBinaries.unpackedIn(cache);
        };
    }

    private static PostgresBinaries oldest(Path cache) {
        Path target = Path.of(System.getProperty("basedir", ""), "target").toAbsolutePath();
        Assumptions.assumeTrue(
                Files.exists(target.resolve(OLDEST.substring(0, OLDEST.indexOf('!')))),
                "the build copies PostgreSQL 11 on Linux x86_64 alone");
        try {
            return PostgresBinaries.unpackedIn(
                    cache,
                    () -> URI.create("jar:" + target.toUri() + OLDEST).toURL().openStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
