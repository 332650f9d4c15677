package dev.tidemark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Each value, of each type, is what the server's own to_jsonb makes of the row. */
@ExtendWith(SharedServers.class)
@ParameterizedClass
@EnumSource(PostgresVersion.class)
class TypeOracleTest {
    private final PostgresVersion version;

    TypeOracleTest(PostgresVersion version) {
        this.version = version;
    }

    /** None of what an administrator may have set shows in a row's JSON. */
    private static final List<String> STRANGE_SETTINGS = List.of(
            "TimeZone = 'Asia/Kathmandu'",
            "DateStyle = 'German, DMY'",
            "IntervalStyle = 'iso_8601'",
            "bytea_output = 'escape'",
            "extra_float_digits = -5");

    private DatabaseAddress address;
    private ReadFixture database;

    @BeforeEach
    void connect(TestServers servers) throws SQLException {
        address = servers.freshDatabase(version);
        database = new ReadFixture(address);
        database.execute("CREATE SCHEMA o");
        for (String setting : STRANGE_SETTINGS) {
            database.execute("ALTER DATABASE " + TableName.quote(address.database()) + " SET " + setting);
        }
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    @Test
    void everyTypeThatTheServerHasIsSampled() throws SQLException {
        List<String> types = database.texts("""
                SELECT oid::regtype::text
                FROM pg_type
                WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype IN ('b', 'r', 'm') AND typcategory <> 'A' AND typname !~ '^_'
                """);
        TreeSet<String> sampled = new TreeSet<>(database.texts("SELECT t::regtype::text FROM unnest(ARRAY['"
                + String.join("','", TypeSamples.BUILT_IN.keySet()) + "']) AS t WHERE to_regtype(t) IS NOT NULL"));
        assertThat(sampled).containsAll(types);
    }

    @Test
    void builtInTypesAreDecodedExactly() throws SQLException {
        compareSamples(TypeSamples.BUILT_IN);
    }

    @Test
    void arraysAreDecodedExactly() throws SQLException {
        compareSamples(TypeSamples.ARRAYS);
    }

    private void compareSamples(Map<String, List<String>> samples) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (Map.Entry<String, List<String>> sample : samples.entrySet()) {
            String type = sample.getKey();
            if (database.texts("SELECT coalesce(to_regtype('" + type + "')::text, '')")
                    .getFirst()
                    .isEmpty()) {
                continue;
            }
            String column = TableName.quote("the " + type.replace("\"", "") + " column");
            database.execute("CREATE TABLE IF NOT EXISTS o.t (id int PRIMARY KEY); ALTER TABLE o.t ADD COLUMN " + column
                    + " " + type);
            columns.add(column);
            for (int i = 0; i < sample.getValue().size(); i++) {
                String value = "(" + sample.getValue().get(i) + ")";
                try {
                    database.execute("INSERT INTO o.t (id, " + column + ") VALUES (" + i + ", " + value + "::text::"
                            + type + ") ON CONFLICT (id) DO UPDATE SET " + column + " = EXCLUDED." + column);
                } catch (SQLException e) {
                    // Older servers don't know each value yet, such as the infinite numeric; the newest knows all.
                    if (version == PostgresVersion.V18
                            || !String.valueOf(e.getSQLState()).startsWith("22")) {
                        throw new AssertionError(type + " " + value, e);
                    }
                }
            }
        }
        database.execute("INSERT INTO o.t (id) VALUES (-1)");
        assertThat(columns).hasSizeGreaterThan(20);
        compare("t", "id");
    }

    @Test
    void multirangesOfOnesOwnAreDecodedExactly() throws SQLException {
        assumeTrue(version.isAtLeast(14), "There are no multiranges before 14.");
        database.execute("""
                CREATE TYPE o.floatrange AS RANGE (subtype = float8);
                CREATE TABLE o.t (id int PRIMARY KEY, mr o.floatmultirange, mrs o.floatmultirange[]);
                INSERT INTO o.t VALUES (1, '{[1,2),[3,)}', '{"{[1,2)}",NULL}'), (2, '{}', '{}'), (3, NULL, NULL);
                """);
        compare("t", "id");
    }

    @Test
    void generatedColumnsAreDecodedExactly() throws SQLException {
        assumeTrue(version.isAtLeast(12), "There are no generated columns before 12.");
        database.execute("""
                CREATE TABLE o.t (id int PRIMARY KEY, g int GENERATED ALWAYS AS (id * 2) STORED, gone int);
                ALTER TABLE o.t DROP COLUMN gone;
                INSERT INTO o.t VALUES (1), (2);
                """);
        if (version.isAtLeast(18)) {
            database.execute("ALTER TABLE o.t ADD COLUMN v int GENERATED ALWAYS AS (id * 3) VIRTUAL");
        }
        compare("t", "id");
    }

    @Test
    void typesOfOnesOwnAreDecodedExactly() throws SQLException {
        database.execute("""
                CREATE TYPE o.mood AS ENUM ('sad', 'so so', '"quoted" \\ ü');
                CREATE TYPE o.odd AS ENUM ('a', 'b');
                CREATE FUNCTION o.odd_json(o.odd) RETURNS json LANGUAGE sql IMMUTABLE AS $$ SELECT '{"cast": true}'::json $$;
                CREATE CAST (o.odd AS json) WITH FUNCTION o.odd_json(o.odd);
                CREATE DOMAIN o.price AS numeric(10,2) CHECK (VALUE >= 0);
                CREATE DOMAIN o.price2 AS o.price;
                CREATE DOMAIN o.doc AS json;
                CREATE DOMAIN o.moods AS o.mood[];
                CREATE DOMAIN o.when AS timestamptz;
                CREATE TYPE o.inner AS (a int, "B c" text, d timestamptz);
                CREATE TYPE o.outer AS (i o.inner, m o.mood, n numeric[], p o.price);
                CREATE DOMAIN o.dcomp AS o.inner;
                CREATE TYPE o.floatrange AS RANGE (subtype = float8);
                CREATE TABLE o.t (
                  id int PRIMARY KEY, gone text, e o.mood, x o.odd, xs o.odd[], p o.price, p2 o.price2, d o.doc, ms o.moods, es o.mood[], ps o.price[],
                  w o.when, c o.outer, cs o.inner[], dc o.dcomp, r o.floatrange,
                  "ünï ""q"" \\ 漢" text, "Id" int);
                """);
        database.execute("""
                ALTER TABLE o.t DROP COLUMN gone;
                INSERT INTO o.t VALUES (1, 'sad', 'a', '{a,b}', 1.5, 2, '{"a":1,"a":2}', '{sad,NULL}', '{"so so"}', '{1,NULL}', '2026-01-01 00:00+01',
                  ROW(ROW(1, 'x "y"', 'infinity'), 'sad', '{1.10,NaN}', 3), ARRAY[ROW(1, NULL, '2026-01-01')::o.inner, NULL], ROW(NULL, NULL, NULL), '[1,1e23)',
                  'text', 7);
                INSERT INTO o.t VALUES (2, '"quoted" \\ ü', 'b', '{}', NULL, 0.10, ' [1.0] ', '{}', '{{sad},{"so so"}}', '{}', '-infinity',
                  ROW(NULL, NULL, NULL, NULL), '{}', NULL, 'empty', '', NULL);
                INSERT INTO o.t (id) VALUES (3);
                """);
        compare("t", "id");
    }

    @Test
    void typesOfExtensionsAreDecodedExactly(TestServers servers) throws SQLException {
        // Before 13 an owner could not make these extensions.
        try (ReadFixture superuser = new ReadFixture(servers.as("postgres", address))) {
            superuser.execute("CREATE EXTENSION hstore; CREATE EXTENSION citext; CREATE EXTENSION ltree");
        }
        database.execute("""
                CREATE TABLE o.t (id int PRIMARY KEY, h hstore, hs hstore[], c citext, l ltree);
                INSERT INTO o.t VALUES (1, 'a=>1, "b ü"=>NULL', ARRAY['x=>y']::hstore[], 'Mixed "Case"', 'a.b.c'), (2, NULL, NULL, NULL, NULL);
                """);
        compare("t", "id");
    }

    @Test
    void tableWithoutColumnsIsDecodedToEmptyObjects() throws SQLException {
        database.execute("CREATE TABLE o.t (); INSERT INTO o.t DEFAULT VALUES; INSERT INTO o.t DEFAULT VALUES");
        TablePlan plan = TablePlan.whole(new TableName("o", "t"), "events");
        assertThat(Oracle.decoded(database.reader(), with(plan, new KeyPlan.None())))
                .containsExactly(new Oracle.Message("", "{}"), new Oracle.Message("", "{}"));
    }

    private static TablePlan with(TablePlan plan, KeyPlan key) {
        return new TablePlan(
                plan.table(), plan.eventTopic(), plan.rowsTopic(), plan.columns(), plan.filter(), key, plan.value());
    }

    @Test
    void randomValuesAreDecodedExactly() throws SQLException {
        Random random = new Random(20261123);
        database.execute(
                "CREATE TABLE o.t (id int PRIMARY KEY, d float8, f float4, n numeric, i int8, ts timestamptz, da date, ti time, t text, b bytea)");
        for (int block = 0; block < 20; block++) {
            StringBuilder rows = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                int id = block * 500 + i;
                rows.append(i == 0 ? "" : ",\n")
                        .append("(")
                        .append(id)
                        .append(",'")
                        .append(RandomValues.anyDouble(random))
                        .append("','")
                        .append(RandomValues.anyFloat(random))
                        .append("','")
                        .append(RandomValues.anyNumeric(random))
                        .append("',")
                        .append(random.nextLong() >> random.nextInt(63))
                        .append(",to_timestamp(0) + ")
                        .append(random.nextLong(200_000_000_000_000_000L) - 100_000_000_000_000_000L)
                        .append(" * interval '1 microsecond'")
                        .append(",date '2000-01-01' + ")
                        .append(random.nextInt(4_000_000) - 2_000_000)
                        .append(",time '00:00' + ")
                        .append(random.nextLong(86_400_000_000L))
                        .append(" * interval '1 microsecond'")
                        .append(",")
                        .append(RandomValues.anyText(random))
                        .append(",'\\x")
                        .append(Long.toHexString(random.nextLong() | 1L << 63))
                        .append("')");
            }
            database.execute("INSERT INTO o.t VALUES " + rows);
        }
        compare("t", "id");
    }

    /** Compares value by value, so that a failure names the column. */
    private void compare(String table, String key) throws SQLException {
        TablePlan plan = TablePlan.whole(new TableName("o", table), "events");
        PgSession session = database.reader();
        List<String> expected =
                ReadFixture.texts(session, "SELECT to_jsonb(whole)::text FROM o." + table + " whole ORDER BY ctid");
        List<Oracle.Message> found = Oracle.decoded(session, plan);
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            JsonNode should = Oracle.parse(expected.get(i));
            JsonNode is = Oracle.parse(found.get(i).value());
            assertThat(found.get(i).key()).isEqualTo(should.get(key).toString());
            for (String name : should.propertyNames()) {
                assertThat(String.valueOf(is.get(name)))
                        .as("%s of row %s", name, should.get(key))
                        .isEqualTo(should.get(name).toString());
            }
            assertThat(is).isEqualTo(should);
        }
    }
}
