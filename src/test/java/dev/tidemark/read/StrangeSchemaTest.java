package dev.tidemark.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.plan.DatabaseAddress;
import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Schemas that are allowed, though nobody would make them so: each value is what the server's own to_jsonb makes of it. */
@ExtendWith(SharedServers.class)
@ParameterizedClass
@EnumSource(PostgresVersion.class)
class StrangeSchemaTest {
    /** 63 bytes, which is as long as a name can be. */
    private static final String LONGEST_NAME = "😀\"'\\ .%$$ " + "ü".repeat(23) + "abcd";

    private static final int MOST_COLUMNS = 1_600;

    private final PostgresVersion version;
    private DatabaseAddress address;
    private ReadFixture database;

    StrangeSchemaTest(PostgresVersion version) {
        this.version = version;
    }

    @BeforeEach
    void connect(TestServers servers) throws SQLException {
        address = servers.freshDatabase(version);
        database = new ReadFixture(address);
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    private void set(String setting) throws SQLException {
        database.execute("ALTER DATABASE " + TableName.quote(address.database()) + " SET " + setting);
    }

    @Test
    void applicationsOwnNamesInFrontOfTheServersAreNotTaken() throws SQLException {
        database.execute("""
                CREATE SCHEMA front;
                CREATE TYPE front.jsonb AS (a int, b text);
                CREATE TYPE front.text AS ENUM ('label');
                CREATE DOMAIN front.int8 AS numeric;
                CREATE FUNCTION front.to_jsonb(anyelement) RETURNS pg_catalog.jsonb LANGUAGE sql AS $$ SELECT '"mine"'::pg_catalog.jsonb $$;
                CREATE FUNCTION front.never(tid, tid) RETURNS bool LANGUAGE sql AS $$ SELECT false $$;
                CREATE OPERATOR front.>= (LEFTARG = tid, RIGHTARG = tid, PROCEDURE = front.never);
                CREATE OPERATOR front.< (LEFTARG = tid, RIGHTARG = tid, PROCEDURE = front.never);
                CREATE TABLE public.t (id int PRIMARY KEY, j front.jsonb, js front.jsonb[], e front.text, i front.int8,
                  real pg_catalog.jsonb, t pg_catalog.text, p point);
                INSERT INTO public.t VALUES (1, ROW(1, 'x'), ARRAY[ROW(2, NULL)::front.jsonb], 'label', 1.50, '{"a": 1}', 'text', '(1,2)'),
                  (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
                """);
        set("search_path = front, pg_catalog, public");
        compare(new TableName("public", "t"));
    }

    @Test
    void namesMayHaveEverythingInThem() throws SQLException {
        TableName table = new TableName(LONGEST_NAME, LONGEST_NAME.replace("abcd", "efgh"));
        assertThat(LONGEST_NAME.getBytes(StandardCharsets.UTF_8)).hasSize(63);
        database.execute("CREATE SCHEMA " + TableName.quote(table.schema()));
        database.execute(
                "CREATE TYPE " + TableName.quote(table.schema()) + ".\"sel\"\"ect\" AS ENUM ('\\', '''', '\"', ' ')");
        database.execute("CREATE TABLE " + table.sql() + " (" + TableName.quote(LONGEST_NAME)
                + " int PRIMARY KEY, \" \" text, \"\\\" text, \"'\" text, \"\"\"\" " + TableName.quote(table.schema())
                + ".\"sel\"\"ect\", \"tableoid \" int, \"ünï\" interval, \"to_jsonb\" point)");
        database.execute(
                "INSERT INTO " + table.sql()
                        + " VALUES (1, '\\', '''', '\"', '\\', 1, '1 day', '(1,2)'), (2, NULL, '', E'\\t', '''', NULL, NULL, NULL)");
        set("standard_conforming_strings = off");
        compare(table);
    }

    @Test
    void tableMayHaveAsManyColumnsAsItCan() throws SQLException {
        database.execute("CREATE TABLE public.wide (id int PRIMARY KEY, "
                + IntStream.range(1, MOST_COLUMNS)
                        .mapToObj(i -> "c" + i + (i % 2 == 0 ? " bool" : " interval"))
                        .collect(Collectors.joining(", "))
                + ")");
        database.execute("INSERT INTO public.wide (id) VALUES (1)");
        database.execute("INSERT INTO public.wide (id, c1599, c1598, c2) VALUES (2, '1 day', true, false)");
        compare(new TableName("public", "wide"));
    }

    @Test
    void valuesMayBeAsExtremeAsTheyCan() throws SQLException {
        database.execute("""
                CREATE TYPE gone AS (a int, b text, c numeric);
                CREATE TYPE mood AS ENUM ('a', 'c');
                CREATE DOMAIN pair AS gone;
                CREATE DOMAIN matrix AS int[] CHECK (VALUE IS NOT NULL);
                CREATE DOMAIN notes AS gone[];
                CREATE DOMAIN note AS text COLLATE "C";
                CREATE TYPE noterange AS RANGE (subtype = note);
                CREATE TABLE public.t (id int PRIMARY KEY, n numeric, ns numeric[], s text, ss text[], p gone, ps notes, m mood, mm matrix,
                  r noterange, j jsonb, js jsonb[], f float8[], d pair, b bytea, i interval, bits varbit, e mood[], c char(5), cs char(5)[]);
                ALTER TYPE gone DROP ATTRIBUTE b;
                """);
        database.execute("ALTER TYPE mood ADD VALUE 'b' BEFORE 'c'");
        database.execute("""
                INSERT INTO public.t (id, n, mm) VALUES
                  (1, ('9' || repeat('0', 131071))::numeric, '[0:0][-2:-1]={{1,NULL}}'),
                  (2, ('0.' || repeat('0', 16382) || '1')::numeric, '{}'),
                  (3, ('-' || repeat('9', 131072) || '.' || repeat('9', 16383))::numeric, '{{{1},{2}},{{NULL},{4}}}'),
                  (4, ('1' || repeat('0', 30000) || '.' || repeat('0', 9999) || '1')::numeric, '[5:6]={1,2}'),
                  (5, 0.0000000000, '{1}'), (6, 10000.0000, '{1}'), (7, -0.0001, '{1}'), (8, 99999999, '{1}');
                INSERT INTO public.t (id, s, ss, mm) VALUES
                  (20, E'\\x01\\x1f\\x7f\\u0080\\u009f\\uFFFE\\uFFFF\\U0010FFFF\\u2028\\uFEFF\\uE000\\uD7FF', E'{"\\\\x01","\\\\\\\\",NULL}', '{1}'),
                  (21, repeat(chr(1), 100000), ARRAY[repeat('"', 100000), repeat(chr(65535), 1000)], '{1}'),
                  (22, '', '[3:4]={"","{}"}', '{1}');
                INSERT INTO public.t (id, p, ps, d, m, e, mm) VALUES
                  (30, ROW(1, 2.50), ARRAY[ROW(1, NULL)::gone, NULL], ROW(NULL, 1), 'b', '{b,a,NULL,c}', '{1}'),
                  (31, ROW(NULL, NULL), '[2:3]={"(,)","(1,2)"}', NULL, 'c', '{{a},{b}}', '{1}');
                INSERT INTO public.t (id, r, j, js, f, b, i, bits, c, cs, mm) VALUES
                  (40, '["a","b c\\"")', '{"n": 1E400, "m": -1.5E-400, "z": -0, "big": 123456789012345678901234567890.10, "\\uffff": ["\\ud83d\\ude00", "\\u001f"]}',
                   ARRAY['1E+2', NULL, '"\\\\u0041"']::jsonb[], '{-0,1e-310,NaN,-Infinity,NULL}', '', '-1 mon +1 day -00:00:00.000001',
                   B'', ' a', '{" b",NULL}', '{1}');
                """);
        compare(new TableName("public", "t"));
    }

    @Test
    void partitionsAndHeirsMayHaveTheirColumnsInAnyOrder() throws SQLException {
        database.execute("""
                CREATE TABLE public.parted (id int, a text, b numeric, c int[]) PARTITION BY LIST (id);
                CREATE TABLE public.p1 (gone int, c int[], b numeric, id int, a text, gone2 text);
                ALTER TABLE public.p1 DROP COLUMN gone, DROP COLUMN gone2;
                ALTER TABLE public.parted ATTACH PARTITION public.p1 FOR VALUES IN (1);
                CREATE TABLE public.p2 PARTITION OF public.parted FOR VALUES IN (2);
                ALTER TABLE public.parted DROP COLUMN a, ADD COLUMN a2 timestamptz DEFAULT '2026-01-01';
                INSERT INTO public.parted VALUES (1, 1.10, '{1}', NULL), (2, 2.20, NULL, NULL), (1, 3, '{}', 'infinity');
                CREATE TABLE public.mother (id int, t text);
                CREATE TABLE public.father (f float8, t text);
                CREATE TABLE public.child (own text, t text, id int, f float8) INHERITS (public.father, public.mother);
                INSERT INTO public.mother VALUES (1, 'm');
                INSERT INTO public.child (id, t, f, own) VALUES (2, 'c', 1.5, 'own');
                ALTER TABLE public.mother ADD COLUMN late text DEFAULT 'late';
                """);
        compare(new TableName("public", "parted"));
        compare(new TableName("public", "mother"));
    }

    /** Chunk after chunk, as a run would. */
    private void compare(TableName table) throws SQLException {
        PgSession session = database.reader();
        TablePlan whole = TablePlan.whole(table, "events");
        TablePlan plan = new TablePlan(
                table, "events", "rows", whole.columns(), whole.filter(), new KeyPlan.None(), whole.value());
        List<JsonNode> expected = ReadFixture.texts(
                        session, "SELECT pg_catalog.to_jsonb(whole)::pg_catalog.text FROM " + table.sql() + " whole")
                .stream()
                .map(Oracle::parse)
                .toList();
        List<JsonNode> found =
                Oracle.decoded(session, plan, ChunkPlan.of(session, SourceTable.load(session, plan), 1)).stream()
                        .map(m -> Oracle.parse(m.value()))
                        .toList();
        assertThat(found).as("%s on %s", table, version).containsExactlyInAnyOrderElementsOf(expected);
    }
}
