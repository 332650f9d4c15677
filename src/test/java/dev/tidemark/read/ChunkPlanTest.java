package dev.tidemark.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.ValuePlan;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.ShopRoles;
import dev.tidemark.sandbox.TestServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Chunks have each row once, whatever the table is. */
@ExtendWith(SharedServers.class)
class ChunkPlanTest {
    private ReadFixture database;

    @BeforeEach
    void connect(TestServers servers) throws SQLException {
        database = new ReadFixture(servers.freshDatabase());
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    @Test
    void tableIsReadByRangesOfItsBlocks() throws SQLException {
        database.execute(
                "CREATE TABLE t AS SELECT n AS id, repeat('x', 500) AS filler FROM generate_series(1, 1000) AS n");
        assertThat(chunksOf("t", 8)).hasSizeGreaterThan(5);
        everyRowOnce("t", 8);
        PgSession session = database.reader();
        Chunk second = ChunkPlan.of(SourceTable.load(session, plan("t")), 8).get(1);
        String copy = new CopyQuery(plan("t"), Oracle.shape(session, plan("t"))).copy(second);
        String select = copy.substring("COPY (".length(), copy.lastIndexOf(") TO STDOUT"));
        assertThat(String.join("\n", ReadFixture.texts(session, "EXPLAIN " + select)))
                .contains("Tid Range Scan");
    }

    @Test
    void rowsThatComeLaterThanThePlanAreStillInTheLastRange() throws SQLException {
        database.execute("CREATE TABLE t AS SELECT n AS id FROM generate_series(1, 10000) AS n");
        List<Chunk> chunks = chunksOf("t", 8);
        database.execute("INSERT INTO t SELECT n FROM generate_series(10001, 20000) AS n");
        assertThat(ids("t", chunks)).hasSize(20_000).doesNotHaveDuplicates();
    }

    @Test
    void emptyTableIsOneChunk() throws SQLException {
        database.execute("CREATE TABLE t (id int)");
        assertThat(chunksOf("t", 8)).hasSize(1);
        everyRowOnce("t", 8);
    }

    @Test
    void tableWhoseRowsAreMostlyDeadIsReadWhole() throws SQLException {
        database.execute("""
                CREATE TABLE t AS SELECT n AS id, repeat('x', 500) AS filler FROM generate_series(1, 1000) AS n;
                DELETE FROM t WHERE id % 100 <> 0""");
        everyRowOnce("t", 8);
    }

    @Test
    void partitionedTableHasEachLeafOnce() throws SQLException {
        database.execute("""
                CREATE TABLE t (id int, filler text DEFAULT repeat('x', 500)) PARTITION BY RANGE (id);
                CREATE TABLE small PARTITION OF t FOR VALUES FROM (0) TO (10);
                CREATE TABLE empty PARTITION OF t FOR VALUES FROM (100000) TO (100001);
                CREATE TABLE deep PARTITION OF t FOR VALUES FROM (10) TO (2000) PARTITION BY HASH (id);
                CREATE TABLE deep0 PARTITION OF deep FOR VALUES WITH (MODULUS 2, REMAINDER 0);
                CREATE TABLE deep1 (filler text, gone int, id int);
                ALTER TABLE deep1 DROP COLUMN gone;
                ALTER TABLE deep ATTACH PARTITION deep1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
                INSERT INTO t SELECT n FROM generate_series(1, 1500) AS n""");
        List<Chunk> chunks = chunksOf("t", 16);
        assertThat(chunks).hasSizeGreaterThan(3).allMatch(c -> c.blocks() <= 17);
        assertThat(chunks.stream().mapToLong(Chunk::blocks).sum())
                .isEqualTo(Long.parseLong(database.texts(
                                "SELECT (sum(pg_relation_size(relid)) / 8192)::bigint FROM pg_partition_tree('t')")
                        .getFirst()));
        everyRowOnce("t", 16);
    }

    @Test
    void partitionedTableWithoutPartitionsIsEmpty() throws SQLException {
        database.execute("CREATE TABLE t (id int) PARTITION BY RANGE (id)");
        everyRowOnce("t", 16);
    }

    @Test
    void parentTableHasItsChildrensRowsOnce() throws SQLException {
        database.execute("""
                CREATE TABLE t (id int, filler text DEFAULT repeat('x', 500));
                CREATE TABLE child (extra int) INHERITS (t);
                CREATE TABLE sibling () INHERITS (t);
                CREATE TABLE grandchild () INHERITS (child, sibling);
                INSERT INTO t SELECT n FROM generate_series(1, 300) AS n;
                INSERT INTO child SELECT n FROM generate_series(301, 900) AS n;
                INSERT INTO grandchild SELECT n FROM generate_series(901, 1000) AS n""");
        assertThat(chunksOf("t", 8)).hasSizeGreaterThan(3);
        everyRowOnce("t", 8);
        TablePlan only = plan("t").withInherited(TablePlan.Inherited.ONLY);
        PgSession session = database.reader();
        SourceTable table = SourceTable.load(session, only);
        assertThat(table.leaves()).hasSize(1);
        assertThat(Oracle.decoded(session, only, ChunkPlan.of(table, 8)))
                .extracting(Oracle.Message::value)
                .containsExactlyInAnyOrderElementsOf(database.texts("SELECT '{\"id\":' || id || '}' FROM ONLY t"))
                .hasSize(300);
        assertThat(ReadFixture.texts(session, new CopyQuery(only, Oracle.shape(session, only)).count()))
                .containsExactly("300");
    }

    @Test
    void viewIsOneChunk() throws SQLException {
        database.execute("""
                CREATE TABLE base AS SELECT n AS id FROM generate_series(1, 1000) AS n;
                CREATE VIEW t AS SELECT id FROM base WHERE id > 500;
                CREATE MATERIALIZED VIEW m AS SELECT id FROM base""");
        assertThat(chunksOf("t", 1)).hasSize(1).allMatch(c -> c.range().isEmpty());
        everyRowOnce("t", 1);
        assertThat(chunksOf("m", 2)).hasSizeGreaterThan(1);
        everyRowOnce("m", 2);
    }

    @Test
    void muchDataOutOfLineMakesChunksOfFewerBlocks() throws SQLException {
        database.execute("""
                CREATE TABLE t (id int, filler text);
                ALTER TABLE t ALTER filler SET STORAGE EXTERNAL;
                INSERT INTO t SELECT n, repeat('x', 20000) FROM generate_series(1, 4000) AS n""");
        assertThat(chunksOf("t", 4096)).hasSizeGreaterThan(1);
    }

    /** Grants on a partitioned table count for its partitions when they are read through it, and only then. */
    @Test
    void privilegeOnThePartitionedTableIsEnough(TestServers servers) throws SQLException {
        var address = servers.freshDatabase();
        try (ReadFixture owner = new ReadFixture(address);
                ReadFixture reader = new ReadFixture(servers.as(ShopRoles.READER, address))) {
            owner.execute("""
                    CREATE TABLE t (id int) PARTITION BY RANGE (id);
                    CREATE TABLE t0 PARTITION OF t FOR VALUES FROM (0) TO (100000);
                    INSERT INTO t SELECT n FROM generate_series(1, 10000) AS n;
                    REVOKE ALL ON t0 FROM shop_reader;
                    REVOKE ALL ON t0 FROM PUBLIC;
                    GRANT SELECT ON t TO shop_reader""");
            PgSession session = reader.reader();
            List<Chunk> chunks = ChunkPlan.of(SourceTable.load(session, plan("t")), 8);
            assertThat(chunks).hasSizeGreaterThan(3);
            assertThat(Oracle.decoded(session, plan("t"), chunks)).hasSize(10_000);
        }
    }

    @Test
    void serverWithoutRangeScansIsReadByOneChunk() {
        SourceTable old = new SourceTable(
                plan("t"), 130_012, List.of(), List.of(), List.of(new SourceTable.Leaf(true, 10_000, 81_920_000)));
        assertThat(ChunkPlan.of(old)).hasSize(1).allMatch(c -> c.range().isEmpty());
    }

    private void everyRowOnce(String table, long blocks) throws SQLException {
        assertThat(ids(table, chunksOf(table, blocks)))
                .containsExactlyInAnyOrderElementsOf(database.texts("SELECT '{\"id\":' || id || '}' FROM " + table));
    }

    private List<String> ids(String table, List<Chunk> chunks) throws SQLException {
        return Oracle.decoded(database.reader(), plan(table), chunks).stream()
                .map(Oracle.Message::value)
                .toList();
    }

    private List<Chunk> chunksOf(String table, long blocks) throws SQLException {
        return new ArrayList<>(ChunkPlan.of(SourceTable.load(database.reader(), plan(table)), blocks));
    }

    private static TableName name(String table) {
        return new TableName("public", table);
    }

    private static TablePlan plan(String table) {
        return new TablePlan(
                name(table),
                "events",
                "events.backfill",
                List.of("id"),
                Optional.empty(),
                new KeyPlan.None(),
                new ValuePlan.Json());
    }
}
