package dev.tidemark.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.Readers;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Schemas that nobody thought of are read as the server itself sees them. A failure names its seed: the same schema comes
 * with {@code -Dtidemark.schemas.seed=SEED -Dtidemark.schemas.rounds=1}; other seeds and more of them are tried in the same
 * way.
 */
@ExtendWith(SharedServers.class)
class RandomSchemaTest {
    private static final long SEED = Long.getLong("tidemark.schemas.seed", 1);
    private static final int ROUNDS = Integer.getInteger("tidemark.schemas.rounds", 3);

    /** A row as a message; the key's text is empty if there is none. */
    private record Row(String key, JsonNode value) {}

    @ParameterizedTest
    @CsvSource({"V11, UTF8", "V11, LATIN1", "V15, UTF8", "V18, UTF8", "V18, LATIN1"})
    void everyValueIsTheServers(PostgresVersion version, String encoding, TestServers servers) throws SQLException {
        int rows = 0;
        boolean latin1 = encoding.equals("LATIN1");
        try (ReadFixture database = database(servers, version, encoding)) {
            for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
                RandomSchema schema = RandomSchema.make(database, version, seed, latin1);
                for (TablePlan plan : schema.plans()) {
                    try (Readers readers = database.readers(1)) {
                        compare(readers.sessions().getFirst(), plan, schema, seed, latin1);
                    }
                }
                rows += schema.rows();
                schema.drop();
            }
        }
        assertThat(rows).isGreaterThan(10 * ROUNDS);
    }

    private static void compare(PgSession session, TablePlan plan, RandomSchema schema, long seed, boolean latin1)
            throws SQLException {
        try {
            String key = key(plan.key(), SourceTable.load(session, plan));
            List<Row> expected =
                    session
                            .query("SELECT " + key + ", pg_catalog.to_jsonb(whole) FROM " + plan.sql() + " AS whole")
                            .stream()
                            .map(row -> new Row(
                                    json(plan.key(), String.valueOf(row.get(0))),
                                    Oracle.parse(String.valueOf(row.get(1)))))
                            .toList();
            long blocks = new Random(seed).nextLong(1, 4);
            List<Row> found =
                    Oracle.decoded(session, plan, ChunkPlan.of(session, SourceTable.load(session, plan), blocks))
                            .stream()
                            .map(m -> new Row(json(plan.key(), m.key()), Oracle.parse(m.value())))
                            .toList();
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        } catch (SQLException e) {
            // The server itself makes no jsonb of a json value with an escape that its encoding has no character for.
            if (!latin1 || !"22P05".equals(e.getSQLState())) {
                throw told(plan, schema, seed, e);
            }
        } catch (RuntimeException | AssertionError e) {
            throw told(plan, schema, seed, e);
        }
    }

    private static AssertionError told(TablePlan plan, RandomSchema schema, long seed, Throwable error) {
        return new AssertionError(
                "seed " + seed + ", table " + plan.table() + ": " + error.getMessage() + "\n" + schema, error);
    }

    private static String json(KeyPlan key, String text) {
        return key instanceof KeyPlan.Json ? Oracle.parse(text).toString() : text;
    }

    private static String key(KeyPlan key, SourceTable table) {
        return switch (key) {
            case KeyPlan.PrimaryKey() -> TableName.quote(table.primaryKey().getFirst()) + "::text";
            case KeyPlan.Text(String column) -> TableName.quote(column) + "::text";
            case KeyPlan.Json(List<String> columns) ->
                "json_build_object("
                        + columns.stream()
                                .map(c -> "'" + c.replace("'", "''") + "', pg_catalog.to_jsonb(" + TableName.quote(c)
                                        + ")")
                                .collect(Collectors.joining(", "))
                        + ")";
            case KeyPlan.Sql _, KeyPlan.None() -> "''";
        };
    }

    private static ReadFixture database(TestServers servers, PostgresVersion version, String encoding)
            throws SQLException {
        DatabaseAddress fresh = servers.freshDatabase(version);
        String name = fresh.database() + "_" + encoding.toLowerCase(Locale.ROOT);
        try (ReadFixture superuser = new ReadFixture(servers.as("postgres", fresh))) {
            superuser.execute("CREATE DATABASE " + name + " OWNER " + fresh.user() + " TEMPLATE template0 ENCODING '"
                    + encoding + "' LC_COLLATE 'C' LC_CTYPE 'C';");
        }
        ReadFixture database =
                new ReadFixture(new DatabaseAddress(fresh.host(), fresh.port(), name, fresh.user(), fresh.options()));
        database.execute("ALTER DATABASE " + name + " SET TimeZone = 'Asia/Kathmandu'");
        database.execute("ALTER DATABASE " + name + " SET DateStyle = 'German, DMY'");
        return database;
    }
}
