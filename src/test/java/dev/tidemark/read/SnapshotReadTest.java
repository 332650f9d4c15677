package dev.tidemark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdInputStream;
import dev.tidemark.kafka.RowLimit;
import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.Readers;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Several readers bring one snapshot into files, and nothing else. */
@ExtendWith(SharedServers.class)
class SnapshotReadTest {
    private static final TableName BIG = new TableName("public", "big");
    private static final TableName SMALL = new TableName("public", "small");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int FEW = 300;
    /** More than two chunks of 32 MB. */
    private static final int MANY = 9_000;
    /** Of this test's own among the server's advisory locks. */
    private static final int HELD = 411_973;

    @TempDir
    Path directory;

    private DatabaseAddress address;
    private ReadFixture database;
    private final List<TableProgress> progress = new CopyOnWriteArrayList<>();
    private final List<String> mended = new CopyOnWriteArrayList<>();
    private final List<ReadTable> told = new CopyOnWriteArrayList<>();
    private final List<Problem> held = new CopyOnWriteArrayList<>();
    private final AtomicInteger releases = new AtomicInteger();
    private final ReadListener listener = new ReadListener() {
        @Override
        public void progressed(TableProgress now) {
            progress.add(now);
        }

        @Override
        public void finished(ReadTable table) {
            told.add(table);
        }

        @Override
        public void mended(String what) {
            mended.add(what);
        }

        @Override
        public void held(Problem problem) {
            held.add(problem);
        }

        @Override
        public void released() {
            releases.incrementAndGet();
        }
    };

    @BeforeEach
    void fill(TestServers servers) throws SQLException {
        address = servers.freshDatabase();
        database = new ReadFixture(address);
        database.execute("""
                CREATE TABLE big (id int PRIMARY KEY, payload text NOT NULL, at timestamptz NOT NULL DEFAULT now());
                ALTER TABLE big ALTER payload SET STORAGE PLAIN;
                CREATE TABLE small (id int PRIMARY KEY);
                INSERT INTO small SELECT n FROM generate_series(1, 10) AS n""");
        fillBig(1, FEW);
    }

    /** One row in a block of 8 KB. */
    private void fillBig(int from, int to) throws SQLException {
        database.execute("INSERT INTO big SELECT n, 'row ' || n || repeat(' ü', 2250) FROM generate_series(%d, %d) AS n"
                .formatted(from, to));
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    @Test
    void readersBringEachRowOfOneSnapshotOnce() throws SQLException {
        fillBig(FEW + 1, MANY);
        Readers readers = database.readers(3, BIG, SMALL);
        List<String> before = database.texts("SELECT to_jsonb(b)::text FROM big b");
        database.execute("""
                DELETE FROM big WHERE id % 3 = 0;
                UPDATE big SET payload = 'changed' WHERE id % 3 = 1;
                INSERT INTO big VALUES (-1, 'later');
                DELETE FROM small""");
        List<StagedTable> staged = read(readers, whole(BIG), whole(SMALL));
        StagedTable big = staged.getFirst();
        assertThat(big.chunks()).hasSizeGreaterThan(1);
        assertThat(big.rows()).isEqualTo(MANY).isEqualTo(big.rowsInSnapshot());
        Map<String, String> rows = rows(big);
        assertThat(rows).hasSize(MANY);
        for (String row : before) {
            var expected = Oracle.parse(row);
            assertThat(Oracle.parse(String.valueOf(rows.get(expected.get("id").toString()))))
                    .isEqualTo(expected);
        }
        assertThat(staged.get(1).rows()).isEqualTo(10);
        assertThat(told)
                .extracting(t -> t.plan().table(), ReadTable::rows, ReadTable::bytes, ReadTable::checksum)
                .containsExactlyInAnyOrderElementsOf(staged.stream()
                        .map(t -> tuple(t.plan().table(), t.rows(), t.bytes(), t.checksum()))
                        .toList());
        long blocks = Long.parseLong(
                database.texts("SELECT pg_relation_size('big') / 8192").getFirst());
        assertThat(progress).contains(new TableProgress(BIG, MANY, big.bytes(), blocks, blocks));
    }

    @Test
    void checksumIsThatOfTheMessages() throws SQLException {
        StagedTable big = read(database.readers(2, BIG), whole(BIG)).getFirst();
        Checksum checksum = new Checksum();
        big.decode(checksum::add);
        assertThat(checksum.text()).isEqualTo(big.checksum());
        assertThat(checksum.rows()).isEqualTo(FEW);
    }

    @Test
    void stageIsOpenedAgainByItsManifests() throws SQLException {
        List<StagedTable> staged = read(database.readers(2, BIG, SMALL), whole(BIG), whole(SMALL));
        List<StagedTable> opened = new Stage(directory.resolve("stage")).open(List.of(whole(BIG), whole(SMALL)));
        assertThat(opened.getFirst().checksum()).isEqualTo(staged.getFirst().checksum());
        assertThat(opened.getFirst().columns()).isEqualTo(staged.getFirst().columns());
        assertThat(rows(opened.getFirst())).isEqualTo(rows(staged.getFirst()));
        assertThat(rows(opened.get(1))).hasSize(10);
    }

    /** As psql's {@code \\copy restored FROM PROGRAM 'zstd -dc …' WITH (FORMAT binary)} does. */
    @Test
    void stagedFilesCanBeCopiedIntoATable() throws SQLException, IOException {
        StagedTable big = read(database.readers(2, BIG), whole(BIG)).getFirst();
        database.execute("CREATE TABLE restored (LIKE big)");
        try (Connection connection = DriverManager.getConnection("jdbc:postgresql://%s:%d/%s?user=%s"
                .formatted(address.host(), address.port(), address.database(), address.user()))) {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            for (StagedChunk chunk : big.chunks()) {
                try (InputStream file = new ZstdInputStream(Files.newInputStream(chunk.file()))) {
                    assertThat(copies.copyIn("COPY restored FROM STDIN (FORMAT binary)", file))
                            .isEqualTo(chunk.rows());
                }
            }
        }
        assertThat(database.texts("SELECT count(*) FROM (TABLE big EXCEPT TABLE restored) AS missing"))
                .containsExactly("0");
        assertThat(database.texts("SELECT count(*) FROM restored")).containsExactly(String.valueOf(FEW));
    }

    @Test
    void stagedFilesAreRestoredByPsqlAndZstdAlone() throws SQLException, IOException, InterruptedException {
        assumeTrue(Stream.of("psql", "zstd").allMatch(SnapshotReadTest::installed), "psql or zstd is not installed");
        StagedTable big = read(database.readers(2, BIG), whole(BIG)).getFirst();
        database.execute("CREATE TABLE restored (LIKE big)");
        for (StagedChunk chunk : big.chunks()) {
            Process psql = new ProcessBuilder(
                            "psql",
                            "-X",
                            "-v",
                            "ON_ERROR_STOP=1",
                            "postgresql://%s@%s:%d/%s"
                                    .formatted(address.user(), address.host(), address.port(), address.database()),
                            "-c",
                            "\\copy restored FROM PROGRAM 'zstd -dc %s' WITH (FORMAT binary)".formatted(chunk.file()))
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("COPY " + chunk.rows());
            assertThat(psql.waitFor()).isZero();
        }
        assertThat(database.texts("SELECT count(*) FROM (TABLE big EXCEPT TABLE restored) AS missing"))
                .containsExactly("0");
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Test
    void filesAreTheirOwnersAlone() throws SQLException, IOException {
        read(database.readers(1, SMALL), whole(SMALL));
        try (Stream<Path> files = Files.walk(directory.resolve("stage"))) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as("%s", file)
                        .isIn("rw-------", "rwx------");
            }
        }
    }

    @Test
    void damagedFileIsNoticed() throws SQLException, IOException {
        StagedTable small = read(database.readers(1, SMALL), whole(SMALL)).getFirst();
        Path file = small.chunks().getFirst().file();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> small.decode((key, value) -> {})).satisfies(e -> isProblem(e, "stage-damaged"));
        Files.delete(file);
        assertThatThrownBy(() -> small.decode((key, value) -> {})).satisfies(e -> isProblem(e, "stage-damaged"));
    }

    @Test
    void firstRowsAreShownWhileTheReadGoesOn() throws SQLException {
        SnapshotRead read = start(database.readers(1, BIG), slow("true"), noReplacement());
        try (read) {
            await().atMost(LONG).until(() -> !read.preview(BIG).rows().isEmpty());
            assertThat(read.done()).isNotDone();
            RowPreview.Row first = read.preview(BIG).rows().getFirst();
            assertThat(first.key())
                    .hasValueSatisfying(key -> assertThat(first.values()).startsWith(key));
            assertThat(read.preview(BIG).columns())
                    .extracting(c -> c.type())
                    .containsExactly("integer", "text", "timestamp with time zone");
        }
    }

    @Test
    void previewHasNoMoreRowsThanItsLimit() throws SQLException {
        SnapshotRead read = start(database.readers(2, BIG), whole(BIG), noReplacement());
        finish(read);
        assertThat(read.preview(BIG).rows()).hasSize(RowPreview.LIMIT);
    }

    @Test
    void cancelledReadEndsWithinASecondAndLeavesNothing() throws SQLException {
        fillBig(FEW + 1, MANY);
        Readers readers = database.readers(2, BIG);
        SnapshotRead read = start(readers, slow("true"), noReplacement());
        await().atMost(LONG).until(() -> running() == 2);
        Instant start = Instant.now();
        read.cancel();
        assertThatThrownBy(() -> finish(read)).satisfies(e -> isProblem(e, "read-cancelled"));
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(1));
        assertThat(database.texts("""
                        SELECT query
                        FROM pg_stat_activity
                        WHERE datname = current_database() AND state = 'active' AND application_name LIKE 'tidemark %'""")).isEmpty();
        assertThat(directory.resolve("stage")).doesNotExist();
    }

    @Test
    void lostReaderIsReplacedAndItsChunkReadAgain() throws SQLException {
        fillBig(FEW + 1, MANY);
        Readers readers = database.readers(2, BIG, SMALL);
        database.execute("DELETE FROM big");
        List<PgSession> replacements = new CopyOnWriteArrayList<>();
        SnapshotRead read = start(readers, slow("id % 100 = 0"), () -> {
            PgSession session = replacement(readers);
            replacements.add(session);
            return session;
        });
        await().atMost(LONG).until(() -> running() == 2);
        database.execute(
                "SELECT pg_terminate_backend(" + readers.sessions().getFirst().pid() + ")");
        List<ReadTable> staged = finish(read);
        assertThat(staged.getFirst().rows()).isEqualTo(MANY / 100);
        assertThat(mended).hasSize(1);
        assertThat(replacements).hasSize(1);
        replacements.forEach(PgSession::close);
    }

    @Test
    void pausedReadersRestAndTheServerWithThem() throws SQLException {
        fillBig(FEW + 1, MANY);
        SnapshotRead read = start(database.readers(2, BIG), whole(BIG), noReplacement());
        try (read) {
            read.limit(OptionalInt.of(1));
            await().atMost(LONG).until(() -> running("AND wait_event = 'ClientWrite'") == 2);
            read.pause(true);
            read.limit(OptionalInt.empty());
            await().atMost(LONG)
                    .during(Duration.ofMillis(500))
                    .until(() -> running("AND wait_event = 'ClientWrite'") == 2);
            assertThat(read.done()).isNotDone();
            read.pause(false);
            assertThat(finish(read).getFirst().rows()).isEqualTo(MANY);
        }
    }

    @Test
    void readersAreAddedWhileTheReadGoesOn() throws SQLException {
        fillBig(FEW + 1, MANY);
        Readers readers = database.readers(1, BIG, SMALL);
        database.execute("DELETE FROM big");
        AtomicLong hired = new AtomicLong();
        SnapshotRead read = start(readers, slow("id % 100 = 0"), () -> {
            hired.incrementAndGet();
            return replacement(readers);
        });
        try (read) {
            await().atMost(LONG).until(() -> running("") == 1);
            read.readers(3);
            // Whether all three are ever at work at once depends on how fast this computer is.
            await().atMost(LONG).until(() -> hired.get() == 2);
            assertThat(finish(read).getFirst().rows()).isEqualTo(MANY / 100);
        }
    }

    @Test
    void readersThatAreTooManyLeaveAfterTheirChunkAndComeBack() throws SQLException {
        fillBig(FEW + 1, MANY);
        database.execute("""
                CREATE FUNCTION held(n int) RETURNS boolean LANGUAGE plpgsql AS $$
                BEGIN
                  WHILE EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %d AND objid = n) LOOP
                    PERFORM pg_sleep(0.02);
                  END LOOP;
                  RETURN true;
                END $$;
                SELECT pg_advisory_lock(%<d, 1), pg_advisory_lock(%<d, 4097), pg_advisory_lock(%<d, 8193)""".formatted(HELD));
        SnapshotRead read =
                start(database.readers(2, BIG), filtered("id NOT IN (1, 4097, 8193) OR held(id)"), noReplacement());
        try (read) {
            await().atMost(LONG).until(() -> running() == 2);
            read.readers(1);
            database.execute("SELECT pg_advisory_unlock(%d, 1)".formatted(HELD));
            await().atMost(LONG).during(Duration.ofMillis(300)).until(() -> running() == 1);
            read.readers(2);
            await().atMost(LONG).until(() -> running() == 2);
            database.execute("SELECT pg_advisory_unlock_all()");
            assertThat(finish(read).getFirst().rows()).isEqualTo(MANY);
        }
    }

    @Test
    void limitHoldsReadersBackUntilItIsLifted() throws SQLException {
        SnapshotRead read = start(database.readers(2, BIG), whole(BIG), noReplacement());
        try (read) {
            // At one row a second this would take five minutes.
            read.limit(OptionalInt.of(1));
            await().atMost(LONG).until(() -> !read.preview(BIG).rows().isEmpty());
            assertThat(read.done()).isNotDone();
            read.limit(OptionalInt.empty());
            assertThat(finish(read).getFirst().rows()).isEqualTo(FEW);
        }
    }

    @Test
    void fullDiskHoldsTheReadUntilThereIsRoom() throws SQLException {
        AtomicLong usable = new AtomicLong(StageRoom.RESERVE);
        SnapshotRead read = SnapshotRead.start(
                database.readers(1, BIG).sessions(), order(whole(BIG)), listener, noReplacement(), _ -> usable::get);
        try (read) {
            await().atMost(LONG).until(() -> held.size() == 1);
            assertThat(held.getFirst().code()).isEqualTo("disk-full");
            assertThat(held.getFirst().why()).contains("stage", "67 MB");
            assertThat(read.done()).isNotDone();
            usable.set(Long.MAX_VALUE);
            assertThat(finish(read).getFirst().rows()).isEqualTo(FEW);
            assertThat(held).hasSize(1);
            assertThat(releases).hasValue(1);
        }
    }

    @Test
    void cancelledReadDoesNotWaitForRoom() throws SQLException {
        SnapshotRead read = SnapshotRead.start(
                database.readers(1, BIG).sessions(), order(whole(BIG)), listener, noReplacement(), _ -> () -> 0);
        await().atMost(LONG).until(() -> held.size() == 1);
        read.cancel();
        assertThatThrownBy(() -> finish(read)).satisfies(e -> isProblem(e, "read-cancelled"));
        assertThat(directory.resolve("stage")).doesNotExist();
    }

    @Test
    void rowThatIsTooLargeForItsTopicIsNamed() throws SQLException {
        database.execute("INSERT INTO small VALUES (11); ALTER TABLE small ADD note text;"
                + " UPDATE small SET note = repeat('x', 5000) WHERE id = 7");
        ReadOrder limited = new ReadOrder(
                List.of(whole(SMALL)),
                new ReadOrder.Destination.Files(directory.resolve("stage")),
                Map.of(SMALL, new RowLimit(5_000, RowLimit.Of.TOPIC)),
                OptionalInt.empty());
        SnapshotRead read =
                SnapshotRead.start(database.readers(2, SMALL).sessions(), limited, listener, noReplacement());
        assertThatThrownBy(() -> finish(read)).satisfies(e -> {
            isProblem(e, "row-too-large");
            assertThat(problem(e).problem().what())
                    .isEqualTo("A row of public.small is larger than the topic events.backfill takes: the one with"
                            + " the key 7.");
        });
        ReadOrder enough = new ReadOrder(
                limited.tables(),
                limited.destination(),
                Map.of(SMALL, new RowLimit(5_100, RowLimit.Of.TOPIC)),
                OptionalInt.empty());
        finish(SnapshotRead.start(database.readers(2, SMALL).sessions(), enough, listener, noReplacement()));
    }

    @Test
    void folderThatCannotBeMadeIsAProblem() throws SQLException, IOException {
        Path file = Files.writeString(directory.resolve("stage"), "not a folder");
        SnapshotRead read = SnapshotRead.start(
                database.readers(1, SMALL).sessions(),
                ReadOrder.staged(List.of(whole(SMALL)), file),
                listener,
                noReplacement());
        assertThatThrownBy(() -> finish(read)).satisfies(e -> isProblem(e, "stage-unwritable"));
        assertThat(file).exists();
    }

    @Test
    void mistakeInTheFilterIsAProblemThatNamesTheTable() throws SQLException {
        SnapshotRead read = start(database.readers(2, BIG), filtered("id / 0 = 1"), noReplacement());
        assertThatThrownBy(() -> finish(read)).satisfies(e -> {
            isProblem(e, "read-refused");
            assertThat(problem(e).problem().what()).contains("public.big");
            assertThat(problem(e).problem().why()).contains("division by zero");
        });
    }

    @Test
    void filterThatIsNotTheSameForAllIsNoticed() throws SQLException {
        SnapshotRead read = start(database.readers(2, BIG), filtered("current_query() LIKE 'COPY%'"), noReplacement());
        assertThatThrownBy(() -> finish(read)).satisfies(e -> isProblem(e, "count-differs"));
    }

    private List<StagedTable> read(Readers readers, TablePlan... tables) {
        finish(SnapshotRead.start(readers.sessions(), order(tables), listener, noReplacement()));
        return new Stage(directory.resolve("stage")).open(List.of(tables));
    }

    private SnapshotRead start(Readers readers, TablePlan table, Reserve replacement) {
        return SnapshotRead.start(readers.sessions(), order(table), listener, replacement);
    }

    private ReadOrder order(TablePlan... tables) {
        return ReadOrder.staged(List.of(tables), directory.resolve("stage"));
    }

    private static List<ReadTable> finish(SnapshotRead read) {
        return read.done().orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static Reserve noReplacement() {
        return () -> {
            throw new AssertionError("No reader should be lost here.");
        };
    }

    private static PgSession replacement(Readers readers) {
        return readers.replacement(ReadFixture.LOCK_TIMEOUT);
    }

    /** COPY statements that the server is busy with. */
    private long running() throws SQLException {
        return running("");
    }

    private long running(String condition) throws SQLException {
        return Long.parseLong(database.texts("""
                        SELECT count(*)
                        FROM pg_stat_activity
                        WHERE datname = current_database() AND state = 'active' AND query LIKE 'COPY%'
                        """ + condition).getFirst());
    }

    private static Map<String, String> rows(StagedTable table) {
        Map<String, String> rows = new HashMap<>();
        List<String> twice = new ArrayList<>();
        table.decode((key, value) -> {
            String id = new String(key == null ? new byte[0] : key, StandardCharsets.UTF_8);
            if (rows.put(id, new String(value, StandardCharsets.UTF_8)) != null) {
                twice.add(id);
            }
        });
        assertThat(twice).isEmpty();
        return rows;
    }

    private static TablePlan whole(TableName table) {
        return TablePlan.whole(table, "events");
    }

    /** Takes a hundredth of a second for each row that meets the condition, and leaves out the others. */
    private static TablePlan slow(String condition) {
        return filtered("CASE WHEN " + condition + " THEN pg_sleep(0.01) IS NOT NULL ELSE false END");
    }

    private static TablePlan filtered(String filter) {
        TablePlan whole = whole(BIG);
        return new TablePlan(
                whole.table(),
                whole.eventTopic(),
                whole.rowsTopic(),
                whole.columns(),
                Optional.of(filter),
                whole.key(),
                whole.value());
    }

    private static void isProblem(Throwable error, String code) {
        assertThat(problem(error).problem().code()).isEqualTo(code);
    }

    private static ProblemException problem(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        assertThat(cause).isInstanceOf(ProblemException.class);
        return (ProblemException) cause;
    }
}
