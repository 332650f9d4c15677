package dev.tidemark.sandbox;

import dev.tidemark.journal.Folders;
import dev.tidemark.plan.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A PostgreSQL for one test alone, with settings of its own. */
public final class OwnPostgres implements AutoCloseable {
    private final Path directory;
    private final Tether tether;
    private final SandboxPostgres postgres;
    private final DatabaseAddress database;

    private OwnPostgres(Path directory, Tether tether, SandboxPostgres postgres) {
        this.directory = directory;
        this.tether = tether;
        this.postgres = postgres;
        this.database = new ShopRoles(postgres).database("own");
    }

    /** Skips the test if there is no server of this version. */
    public static OwnPostgres start(PostgresVersion version, String... settings) throws IOException {
        PostgresBinaries binaries = version.binaries();
        Path directory = Files.createTempDirectory("tidemark-own-");
        Tether tether = Tether.start();
        tether.deleteAtEnd(directory);
        return new OwnPostgres(
                directory,
                tether,
                SandboxPostgres.start(
                        PostgresOptions.thrownAway(directory.resolve("postgres"))
                                .withSettings(settings),
                        binaries,
                        tether));
    }

    /** A database of the role {@code shop_owner}. */
    public DatabaseAddress database() {
        return database;
    }

    /** From now on it waits for a primary that there is not, and can be read meanwhile; from version 12 on. */
    public void restartAsStandby() throws IOException {
        postgres.stop();
        Files.createFile(directory.resolve("postgres").resolve("data").resolve("standby.signal"));
        postgres.restart();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        tether.close();
        Folders.delete(directory);
    }
}
