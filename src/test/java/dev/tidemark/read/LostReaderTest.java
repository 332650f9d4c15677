package dev.tidemark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.Readers;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A TRUNCATE waits for the readers' guard lock, and whoever comes later waits behind it: no reader can be put in the place
 * of one that is lost. Whoever has the snapshot and the lock reads all of it nevertheless.
 */
@ExtendWith(SharedServers.class)
class LostReaderTest {
    private static final TableName TABLE = new TableName("public", "big");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int ROWS = 5_000;

    @TempDir
    Path directory;

    private final List<String> mended = new CopyOnWriteArrayList<>();
    private final ReadListener listener = new ReadListener() {
        @Override
        public void mended(String what) {
            mended.add(what);
        }
    };

    /** What is done to a read whose readers are both at work. */
    private interface Fault {
        void hit(ReadFixture database) throws SQLException;
    }

    private List<ReadTable> readBehindTruncate(DatabaseAddress address, Fault fault) throws SQLException {
        try (ReadFixture database = new ReadFixture(address)) {
            database.execute("""
                    CREATE TABLE big (id int PRIMARY KEY, payload text NOT NULL);
                    ALTER TABLE big ALTER payload SET STORAGE PLAIN;
                    INSERT INTO big SELECT n, repeat('x', 5000) FROM generate_series(1, %d) AS n""".formatted(ROWS));
            Readers readers = database.readers(2, TABLE);
            try (PgSession ddl = database.session("ddl");
                    SnapshotRead read = SnapshotRead.start(
                            readers.sessions(),
                            ReadOrder.staged(List.of(slow()), directory.resolve("stage")),
                            listener,
                            reserve(readers))) {
                await().atMost(LONG).until(() -> count(database, "state = 'active' AND query LIKE 'COPY%'") == 2);
                CompletableFuture<Void> truncated = CompletableFuture.runAsync(
                        () -> truncate(ddl), task -> Thread.ofVirtual().start(task));
                await().atMost(LONG).until(() -> count(database, "wait_event_type = 'Lock'") == 1);
                fault.hit(database);
                List<ReadTable> tables = read.done()
                        .orTimeout(LONG.toSeconds(), TimeUnit.SECONDS)
                        .join();
                assertThat(truncated).as("it waits for the readers").isNotDone();
                readers.finish();
                truncated.join();
                return tables;
            }
        }
    }

    private static Reserve reserve(Readers readers) {
        return new Reserve() {
            @Override
            public PgSession another() {
                return readers.replacement(ReadFixture.LOCK_TIMEOUT);
            }

            @Override
            public Optional<PgSession> last() {
                return Optional.of(readers.keeper());
            }
        };
    }

    private static void truncate(PgSession session) {
        try {
            session.execute("TRUNCATE big");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TablePlan slow() {
        TablePlan whole = TablePlan.whole(TABLE, "events");
        return new TablePlan(
                TABLE,
                whole.eventTopic(),
                whole.rowsTopic(),
                whole.columns(),
                Optional.of("CASE WHEN id % 100 = 0 THEN pg_sleep(0.01) IS NOT NULL ELSE false END"),
                whole.key(),
                whole.value());
    }

    private static long count(ReadFixture database, String condition) throws SQLException {
        return Long.parseLong(database.texts(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND " + condition)
                .getFirst());
    }

    private static void end(ReadFixture database, String application) throws SQLException {
        database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND application_name LIKE '" + application + "'");
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void theOtherReadersReadItsChunk(PostgresVersion version, TestServers servers) throws SQLException {
        List<ReadTable> tables =
                readBehindTruncate(servers.freshDatabase(version), database -> end(database, "tidemark reader 1"));
        assertThat(tables.getFirst().rows()).isEqualTo(ROWS / 100);
        assertThat(mended).singleElement().asString().contains("public.big", "lock timeout");
    }

    @Test
    void theKeeperReadsWhenNoReaderIsLeft(TestServers servers) throws SQLException {
        List<ReadTable> tables =
                readBehindTruncate(servers.freshDatabase(), database -> end(database, "tidemark reader%"));
        assertThat(tables.getFirst().rows()).isEqualTo(ROWS / 100);
        assertThat(mended).hasSize(3).last().asString().contains("keeps the snapshot");
    }

    @Test
    void withoutTheKeeperTheReadEndsAndSaysWhy(TestServers servers) {
        ProblemException end = catchThrowableOfType(ProblemException.class, () -> {
            try {
                readBehindTruncate(servers.freshDatabase(), database -> {
                    end(database, "tidemark keeper");
                    end(database, "tidemark reader%");
                });
            } catch (CompletionException e) {
                throw Objects.requireNonNull(e.getCause());
            }
        });
        assertThat(end.problem().code()).isEqualTo("readers-lost");
        assertThat(end.problem().toDo()).contains("start a new run");
    }
}
