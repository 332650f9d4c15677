package dev.tidemark.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.sandbox.PostgresVersion;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that can't find rows by their blocks is read by ranges of keys, which have each row once. */
@ExtendWith(SharedServers.class)
class KeyChunksTest {
    private static final TableName TABLE = new TableName("public", "t");
    private static final int ROWS = 5_000;

    private ReadFixture database;

    @BeforeEach
    void connect(TestServers servers) throws SQLException {
        database = new ReadFixture(servers.freshDatabase(PostgresVersion.V11));
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    @Test
    void keysOfAnyTypeHaveEachRowOnce() throws SQLException {
        List<String> keys = List.of(
                "n::int",
                "-n::bigint",
                "md5(n::text)::uuid",
                "'it''s \\ ' || n",
                "timestamptz '2026-01-01' + n * interval '1.5 s'",
                "n / 7.0::float8",
                "(n % 9)::numeric(5,2), n");
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            String[] columns = key.split(", ");
            String primary = columns.length == 1 ? "k" : "k, k2";
            database.execute("""
                    CREATE TABLE t%1$d AS
                    SELECT %2$s AS k, %3$s AS k2, repeat('x', 200) AS filler FROM generate_series(1, %4$d) AS n;
                    ALTER TABLE t%1$d ADD PRIMARY KEY (%5$s)""".formatted(i, columns[0], columns[columns.length - 1], ROWS, primary));
            everyRowOnce(new TableName("public", "t" + i), 4);
        }
    }

    @Test
    void partitionedTableIsReadAsAWhole() throws SQLException {
        database.execute("""
                CREATE TABLE t (k int PRIMARY KEY, filler text) PARTITION BY RANGE (k);
                CREATE TABLE t0 PARTITION OF t FOR VALUES FROM (0) TO (1000);
                CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1000) TO (100000);
                INSERT INTO t SELECT n, repeat('x', 200) FROM generate_series(0, 4999) AS n""");
        everyRowOnce(TABLE, 4);
    }

    @Test
    void tableWithoutPrimaryKeyIsReadInOneGo() throws SQLException {
        database.execute("CREATE TABLE t AS SELECT n AS k, repeat('x', 200) AS filler FROM generate_series(1, 5000) n");
        assertThat(chunks(database.reader(), TABLE))
                .hasSize(1)
                .allMatch(c -> c.range().isEmpty());
    }

    private void everyRowOnce(TableName table, int atLeast) throws SQLException {
        PgSession session = database.reader();
        List<Chunk> chunks = chunks(session, table);
        assertThat(chunks).as("%s", table).hasSizeGreaterThan(atLeast);
        assertThat(Oracle.decoded(session, TablePlan.whole(table, "events"), chunks))
                .as("%s", table)
                .extracting(Oracle.Message::key)
                .doesNotHaveDuplicates()
                .hasSize(ROWS);
        assertThat(chunks.stream().mapToLong(Chunk::blocks).sum())
                .isEqualTo(SourceTable.load(session, TablePlan.whole(table, "events")).leaves().stream()
                        .mapToLong(SourceTable.Leaf::blocks)
                        .sum());
    }

    private static List<Chunk> chunks(PgSession session, TableName table) throws SQLException {
        return ChunkPlan.of(session, SourceTable.load(session, TablePlan.whole(table, "events")), 16);
    }
}
