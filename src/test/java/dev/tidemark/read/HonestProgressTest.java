package dev.tidemark.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.Readers;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedServers.class)
class HonestProgressTest {
    private static final TableName TABLE = new TableName("public", "t");
    private static final int ROWS = 1_500;

    @TempDir
    Path directory;

    /** Each block brings a hundred times its size, and since the snapshot the table has grown by what nobody reads. */
    @Test
    void neverMoreIsReadThanThereIs(TestServers servers) throws SQLException {
        List<TableProgress> told = new CopyOnWriteArrayList<>();
        ReadListener listener = new ReadListener() {
            @Override
            public void progressed(TableProgress progress) {
                told.add(progress);
            }
        };
        try (ReadFixture database = new ReadFixture(servers.freshDatabase())) {
            database.execute("CREATE TABLE t (id int PRIMARY KEY, note text);"
                    + " INSERT INTO t SELECT n, repeat('x', 100000) FROM generate_series(1, %d) AS n".formatted(ROWS));
            Readers readers = database.readers(2, TABLE);
            long before = blocks(database);
            database.execute("UPDATE t SET note = repeat('y', 100000) WHERE id % 3 = 0");
            long after = blocks(database);
            try (SnapshotRead read = SnapshotRead.start(
                    readers.sessions(),
                    ReadOrder.staged(List.of(TablePlan.whole(TABLE, "events")), directory.resolve("stage")),
                    listener,
                    () -> {
                        throw new AssertionError("No reader should be lost here.");
                    })) {
                assertThat(read.done()
                                .orTimeout(60, TimeUnit.SECONDS)
                                .join()
                                .getFirst()
                                .rows())
                        .isEqualTo(ROWS);
            }
            assertThat(told)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(progress -> assertThat(progress.blocksDone()).isBetween(0L, progress.blocksTotal()));
            assertThat(told.getLast().blocksDone())
                    .isEqualTo(told.getLast().blocksTotal())
                    .isBetween(before, after);
        }
    }

    private static long blocks(ReadFixture database) throws SQLException {
        return Long.parseLong(
                database.texts("SELECT pg_relation_size('t') / 8192").getFirst());
    }
}
