package dev.tidemark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.problem.Problem;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Messages are UTF-8, whatever the database's encoding; what can't be UTF-8 is refused. */
@ExtendWith(SharedServers.class)
class EncodingTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final TableName TABLE = new TableName("public", "größen");
    private static final TablePlan PLAN = TablePlan.whole(TABLE, "events");

    @TempDir
    private Path directory;

    @Test
    void textOfALatin1DatabaseComesOutAsUtf8(TestServers servers) throws SQLException {
        try (ReadFixture database = database(servers, "LATIN1")) {
            database.execute("""
                    CREATE TYPE größe AS ENUM ('größer', 'kleiner');
                    CREATE TYPE paar AS (a text, "é" größe);
                    CREATE TABLE größen (
                      "schlüssel" varchar(20) PRIMARY KEY, c char(4), n name, g größe, gs größe[], ts text[], j json, jb jsonb,
                      p paar, x xml, i int);
                    INSERT INTO größen
                    VALUES ('Ä "1"', 'ü', 'ñandú', 'größer', '{größer,kleiner}', '{é,"ÿ ß"}', '{"ö": "\\u00e4"}', '{"ö": "å"}',
                        ROW('æ', 'größer'), '<a>ø</a>', 1),
                      ('plain', 'abc', 'n', 'kleiner', '{}', NULL, NULL, NULL, NULL, NULL, NULL)""");
            List<String> expected = database.texts("SELECT to_jsonb(zeile)::text FROM größen AS zeile");
            List<String> keys = new ArrayList<>();
            List<String> values = new ArrayList<>();
            read(database).decode((key, value) -> {
                keys.add(new String(key == null ? new byte[0] : key, StandardCharsets.UTF_8));
                values.add(new String(value, StandardCharsets.UTF_8));
            });
            assertThat(expected).anySatisfy(row -> assertThat(row).contains("schlüssel", "ñandú", "größer", "ÿ ß"));
            assertThat(values)
                    .extracting(Oracle::parse)
                    .containsExactlyInAnyOrderElementsOf(
                            expected.stream().map(Oracle::parse).toList());
            assertThat(keys).containsExactlyInAnyOrder("Ä \"1\"", "plain");
        }
    }

    /** The server itself can't make jsonb of it, so there is nothing that the row's value should be. */
    @Test
    void anEscapeForACharacterThatTheDatabaseLacksIsRefusedWithWhatToDo(TestServers servers) throws SQLException {
        try (ReadFixture database = database(servers, "LATIN1")) {
            database.execute(
                    "CREATE TABLE größen (id int PRIMARY KEY, j json); INSERT INTO größen VALUES (1, '\"\\u4e2d\"')");
            Problem problem = refused(database);
            assertThat(problem.code()).isEqualTo("read-refused");
            assertThat(problem.toDo()).contains("json", "encoding");
        }
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedByTableAndKey(TestServers servers) throws SQLException {
        try (ReadFixture database = database(servers, "SQL_ASCII")) {
            database.execute("""
                    CREATE TABLE größen (id int PRIMARY KEY, t text, ts text[]);
                    INSERT INTO größen VALUES (1, 'Grüße', '{ä}'), (2, 'plain', NULL)""");
            List<String> values = new ArrayList<>();
            read(database).decode((_, value) -> values.add(new String(value, StandardCharsets.UTF_8)));
            assertThat(values).anySatisfy(value -> assertThat(value).contains("Grüße", "ä"));
            for (String wrong : List.of("t = E'Gr\\xFC\\xDFe'", "ts = ARRAY[E'a\\xC3']")) {
                database.execute("UPDATE größen SET t = NULL, ts = NULL; UPDATE größen SET " + wrong + " WHERE id = 2");
                Problem problem = refused(database);
                assertThat(problem.code()).isEqualTo("text-not-utf8");
                assertThat(problem.what()).contains("größen", "the key 2");
                assertThat(problem.why()).contains("SQL_ASCII");
            }
        }
    }

    private Problem refused(ReadFixture database) {
        CompletionException failure = catchThrowableOfType(CompletionException.class, () -> read(database));
        return switch (failure.getCause()) {
            case ProblemException e -> e.problem();
            case null, default -> throw new AssertionError("This is no problem", failure);
        };
    }

    private StagedTable read(ReadFixture database) throws SQLException {
        Path stage = directory.resolve("stage");
        SnapshotRead.start(
                        database.readers(1, TABLE).sessions(),
                        ReadOrder.staged(List.of(PLAN), stage),
                        ReadListener.NONE,
                        () -> {
                            throw new AssertionError("No reader should be lost here.");
                        })
                .done()
                .orTimeout(LONG.toSeconds(), TimeUnit.SECONDS)
                .join();
        return new Stage(stage).open(List.of(PLAN)).getFirst();
    }

    private static ReadFixture database(TestServers servers, String encoding) throws SQLException {
        DatabaseAddress fresh = servers.freshDatabase();
        String name = fresh.database() + "_" + encoding.toLowerCase(Locale.ROOT);
        try (ReadFixture superuser = new ReadFixture(servers.as("postgres", fresh))) {
            superuser.execute("CREATE DATABASE " + name + " OWNER " + fresh.user() + " TEMPLATE template0 ENCODING '"
                    + encoding + "' LC_COLLATE 'C' LC_CTYPE 'C'");
        }
        return new ReadFixture(new DatabaseAddress(fresh.host(), fresh.port(), name, fresh.user(), fresh.options()));
    }
}
