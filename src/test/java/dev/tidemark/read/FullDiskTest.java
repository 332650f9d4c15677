package dev.tidemark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.problem.Problem;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Stages rows into a file system of its own that is too small for them; needs the right to mount one. */
@ExtendWith(SharedServers.class)
class FullDiskTest {
    private static final TableName TABLE = new TableName("public", "t");
    private static final List<TablePlan> PLANS = List.of(TablePlan.whole(TABLE, "events"));
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int ROWS = 4_000;

    private final Path disk;
    private final List<Problem> held = new CopyOnWriteArrayList<>();
    private final List<String> released = new CopyOnWriteArrayList<>();

    FullDiskTest() throws IOException {
        disk = Files.createTempDirectory("tidemark-disk");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
        Files.delete(disk);
    }

    /** What lies between the bytes that can be had and the reserve is less than the rows need. */
    @Test
    void readRestsBeforeTheDiskIsFull(TestServers servers) throws Exception {
        mount(StageRoom.RESERVE + (2 << 20));
        rowsAreWholeOnceThereIsRoom(servers, StageRoom::of);
        assertThat(held.getFirst().why()).contains("67 MB are kept free for others", "MB more are needed");
    }

    /** As with a quota: the file system has room, and doesn't give it to us. */
    @Test
    void readRestsWhenAWriteFindsTheDiskFull(TestServers servers) throws Exception {
        mount(2 << 20);
        rowsAreWholeOnceThereIsRoom(servers, _ -> () -> Long.MAX_VALUE);
        assertThat(held.getFirst().why()).contains("took no more", "quota");
    }

    private void rowsAreWholeOnceThereIsRoom(TestServers servers, Function<Path, StageRoom.Probe> probes)
            throws Exception {
        Stage stage = new Stage(disk.resolve("stage"));
        Files.createDirectory(stage.folder());
        try (ReadFixture database = fill(servers);
                SnapshotRead read = SnapshotRead.start(
                        database.readers(2, TABLE).sessions(),
                        ReadOrder.staged(PLANS, stage.folder()),
                        new Listener(),
                        () -> {
                            throw new AssertionError("No reader should be lost here.");
                        },
                        probes)) {
            await().atMost(LONG).until(() -> !held.isEmpty());
            assertThat(held.getFirst().code()).isEqualTo("disk-full");
            assertThat(held.getFirst().why()).contains(stage.folder().toString());
            assertThat(read.done()).isNotDone();
            assertThat(run("mount", "-o", "remount,size=200m", disk.toString())).isTrue();
            read.done().orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
            assertThat(released).isNotEmpty().hasSameSizeAs(held);
        }
        List<Integer> keys = Collections.synchronizedList(new ArrayList<>());
        StagedTable table = stage.open(PLANS).getFirst();
        table.decode((key, _) ->
                keys.add(Integer.parseInt(new String(Objects.requireNonNull(key), StandardCharsets.UTF_8))));
        assertThat(table.chunks()).hasSizeGreaterThan(0);
        assertThat(keys).hasSize(ROWS).doesNotHaveDuplicates();
    }

    private static ReadFixture fill(TestServers servers) throws SQLException {
        ReadFixture database = new ReadFixture(servers.freshDatabase());
        database.execute("""
                CREATE TABLE t (id int PRIMARY KEY, noise text);
                ALTER TABLE t ALTER noise SET STORAGE PLAIN;
                INSERT INTO t
                SELECT n, (SELECT string_agg(md5(n || '-' || i), '') FROM generate_series(1, 64) AS i)
                FROM generate_series(1, %d) AS n""".formatted(ROWS));
        return database;
    }

    private void mount(long bytes) throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tidemark", disk.toString()),
                "no file system can be mounted here");
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private final class Listener implements ReadListener {
        @Override
        public void progressed(TableProgress progress) {}

        @Override
        public void held(Problem problem) {
            held.add(problem);
        }

        @Override
        public void released() {
            released.add("released");
        }

        @Override
        public void finished(ReadTable table) {}

        @Override
        public void mended(String what) {}
    }
}
