package dev.tidemark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.Begin;
import dev.tidemark.wire.Checksum;
import dev.tidemark.wire.RowOutlet;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that go away while they are read get there once, whatever holds them up, and in bounded memory. */
@ExtendWith(SharedServers.class)
class OutletReadTest {
    private static final TableName TABLE = new TableName("public", "t");
    private static final TablePlan PLAN = TablePlan.whole(TABLE, "events");
    private static final Duration LONG = Duration.ofSeconds(60);
    /** One in a block, so that there are three chunks of 8 MB. */
    private static final int ROWS = 2_500;

    private final Outlet outlet = new Outlet();
    private final List<String> mended = new CopyOnWriteArrayList<>();
    private ReadFixture database;

    /** Keeps whole chunks in memory, and breaks where a test wants it to. */
    private static class Outlet implements RowOutlet {
        final Map<Integer, List<String>> kept = new TreeMap<>();
        final Checksum checksum = new Checksum();
        final CountDownLatch stopped = new CountDownLatch(1);
        Map<TableName, List<Begin.Column>> begun = Map.of();

        @Override
        public void begin(Map<TableName, List<Begin.Column>> columns) {
            begun = columns;
        }

        void row(int chunk, int rows) {}

        void committing(int chunk) {}

        @Override
        public Chunk open(TableName table, int number) {
            List<String> keys = new ArrayList<>();
            return new Chunk() {
                @Override
                public void row(byte @Nullable [] key, byte[] value) {
                    Outlet.this.row(number, keys.size());
                    keys.add(new String(Objects.requireNonNull(key), StandardCharsets.UTF_8));
                    synchronized (Outlet.this) {
                        checksum.add(key, value);
                    }
                }

                @Override
                public void commit() {
                    committing(number);
                    synchronized (Outlet.this) {
                        kept.put(number, keys);
                    }
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void stop() {
            stopped.countDown();
        }
    }

    @BeforeEach
    void fill(TestServers servers) throws SQLException {
        database = new ReadFixture(servers.freshDatabase());
        database.execute("""
                CREATE TABLE t (id int PRIMARY KEY, payload text NOT NULL);
                ALTER TABLE t ALTER payload SET STORAGE PLAIN;
                INSERT INTO t SELECT n, repeat('x', 4500) FROM generate_series(1, %d) AS n""".formatted(ROWS));
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    @Test
    void eachRowGoesAwayOnce() throws SQLException {
        ReadTable table = finish(start(outlet));
        assertThat(outlet.kept).hasSizeGreaterThan(2);
        assertThat(keys()).containsExactlyElementsOf(everyKey());
        assertThat(table.rows()).isEqualTo(ROWS);
        assertThat(table.checksum()).isEqualTo(outlet.checksum.text());
        assertThat(outlet.begun.get(TABLE)).extracting(Begin.Column::name).containsExactly("id", "payload");
    }

    @Test
    void chunkThatIsHeldUpIsReadAgainInTheSameSession() throws SQLException {
        AtomicBoolean broken = new AtomicBoolean();
        Outlet fragile = new Outlet() {
            @Override
            void row(int chunk, int rows) {
                if (chunk == 1 && rows == 100 && broken.compareAndSet(false, true)) {
                    throw new HeldUpException("as a test wants it", new IllegalStateException());
                }
            }
        };
        ReadTable table = finish(start(fragile));
        assertThat(broken).isTrue();
        assertThat(fragile.kept.values().stream()
                        .flatMap(List::stream)
                        .map(Integer::valueOf)
                        .sorted())
                .containsExactlyElementsOf(everyKey());
        assertThat(table.rows()).isEqualTo(ROWS);
        assertThat(mended).singleElement().asString().contains("as a test wants it");
    }

    @Test
    void readerThatIsStuckInTheOutletIsFreedByACancel() throws SQLException {
        CountDownLatch stuck = new CountDownLatch(1);
        Outlet slow = new Outlet() {
            @Override
            void row(int chunk, int rows) {
                stuck.countDown();
                try {
                    assertThat(stopped.await(LONG.toSeconds(), TimeUnit.SECONDS))
                            .isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                throw new IllegalStateException("stopped");
            }
        };
        SnapshotRead read = start(slow);
        await().atMost(LONG).until(() -> stuck.getCount() == 0);
        read.cancel();
        assertThatThrownBy(() -> finish(read)).hasMessageContaining("cancelled");
        assertThat(slow.kept).isEmpty();
    }

    /** Whoever waits for the read has to hear of it, wherever memory runs out: in a reader, or where it commits a chunk. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void memoryThatRunsOutEndsTheRead(boolean inTheReader) throws SQLException {
        Outlet large = new Outlet() {
            @Override
            void row(int chunk, int rows) {
                if (inTheReader && chunk == 1) {
                    throw new OutOfMemoryError("as a test wants it");
                }
            }

            @Override
            void committing(int chunk) {
                if (!inTheReader && chunk == 1) {
                    throw new OutOfMemoryError("as a test wants it");
                }
            }
        };
        assertThatThrownBy(() -> finish(start(large)))
                .hasRootCauseInstanceOf(OutOfMemoryError.class)
                .hasRootCauseMessage("as a test wants it");
        assertThat(large.stopped.getCount()).isZero();
    }

    private SnapshotRead start(RowOutlet to) throws SQLException {
        ReadListener listener = new ReadListener() {
            @Override
            public void mended(String what) {
                mended.add(what);
            }
        };
        ReadOrder order =
                new ReadOrder(List.of(PLAN), new ReadOrder.Destination.Outlet(to), Map.of(), OptionalInt.empty());
        return SnapshotRead.start(database.readers(2, TABLE).sessions(), order, listener, () -> {
            throw new AssertionError("No reader should be lost here.");
        });
    }

    private static ReadTable finish(SnapshotRead read) {
        return read.done().orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join().getFirst();
    }

    private List<Integer> keys() {
        return outlet.kept.values().stream()
                .flatMap(List::stream)
                .map(Integer::valueOf)
                .sorted()
                .toList();
    }

    private static List<Integer> everyKey() {
        return IntStream.rangeClosed(1, ROWS).boxed().toList();
    }
}
