package dev.tidemark.read;

import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.problem.ProblemException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshot's rows on their way into files. The sessions stay the caller's, also the replacements: this neither ends
 * their transactions nor closes them, and uses none of them any more once {@link #done()} is completed. A read that
 * comes to nothing leaves no files.
 */
public final class SnapshotRead implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotRead.class);
    private static final Duration BETWEEN_CANCELS = Duration.ofMillis(150);
    private static final int CANCELS = 20;
    private static final Duration BEFORE_ABORT = Duration.ofMillis(900);
    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final List<TablePlan> plans;
    private final Stage stage;
    private final ReadListener listener;
    private final List<Reader> readers;
    private final Map<TableName, TableRead> tables = new ConcurrentHashMap<>();
    private final Map<TableName, StagedTable> staged = new ConcurrentHashMap<>();
    private final Queue<ReadJob> jobs = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Object cancelling = new Object();
    private final CountDownLatch idle = new CountDownLatch(1);
    private final CompletableFuture<List<StagedTable>> done = new CompletableFuture<>();

    private SnapshotRead(
            List<PgSession> sessions,
            List<TablePlan> plans,
            Stage stage,
            ReadListener listener,
            Supplier<PgSession> replacement) {
        this.plans = List.copyOf(plans);
        this.stage = stage;
        this.listener = listener;
        this.readers = sessions.stream()
                .map(s -> new Reader(s, stage.folder(), listener, replacement, this::stopped))
                .toList();
    }

    /**
     * Begins to read.
     *
     * @param readers at least one; each in a transaction that has the snapshot and the settings of {@link dev.tidemark.postgres.Readers}, and
     *     idle from now on for anybody else
     * @param tables what to read
     * @param folder where the files go, for this run alone; made if it isn't there
     * @param replacement opens one more such session, in the place of one that was lost
     */
    public static SnapshotRead start(
            List<PgSession> readers,
            List<TablePlan> tables,
            Path folder,
            ReadListener listener,
            Supplier<PgSession> replacement) {
        SnapshotRead read = new SnapshotRead(readers, tables, new Stage(folder), listener, replacement);
        Thread.ofVirtual().name("snapshot-read").start(read::run);
        return read;
    }

    /** Completes with all tables in the plan's order, or with a ProblemException. */
    public CompletableFuture<List<StagedTable>> done() {
        return done;
    }

    /** The first rows of a table, as soon as there are any; from any thread, never blocking. */
    public RowPreview preview(TableName table) {
        TableRead read = tables.get(table);
        return read == null
                ? new RowPreview(List.of(), List.of())
                : read.preview().preview();
    }

    /** Ends what runs on the server, within a second; {@link #done()} then completes with problem {@code read-cancelled}. */
    public void cancel() {
        stop(ReadProblems.cancelled().asException());
    }

    /** Cancels what is still under way, and waits for the readers to be done, at most ten seconds. */
    @Override
    public void close() {
        cancel();
        if (!idleWithin(CLOSE)) {
            LOG.warn("The readers did not end within {}", CLOSE);
        }
    }

    private boolean stopped() {
        return failure.get() != null;
    }

    private void run() {
        try {
            List<ReadJob> counts = new ArrayList<>();
            for (int i = 0; i < plans.size(); i++) {
                int number = i;
                readers.getFirst()
                        .perform(new PrepareJob(plans.get(i).table(), session -> prepare(number, session, counts)));
            }
            jobs.addAll(counts);
            List<Thread> threads = new ArrayList<>();
            for (Reader reader : readers) {
                // Decoding and compressing keep a core busy: nothing that a virtual thread is for.
                threads.add(Thread.ofPlatform()
                        .daemon()
                        .name("reader-" + threads.size())
                        .start(() -> work(reader)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException | RuntimeException e) {
            stop(e);
        }
        synchronized (cancelling) {
            idle.countDown();
        }
        finish();
    }

    private void prepare(int number, PgSession session, List<ReadJob> counts) throws SQLException {
        TablePlan plan = plans.get(number);
        SourceTable source = SourceTable.load(session, plan.table());
        RowShape shape = new ShapeBuilder(plan, source).build();
        TableRead table = new TableRead(plan, shape, ChunkPlan.of(source), stage.make(number, plan.table()), listener);
        tables.put(plan.table(), table);
        table.chunks().forEach(c -> jobs.add(new ChunkJob(table, c)));
        counts.add(new CountJob(table));
    }

    private void work(Reader reader) {
        try {
            for (ReadJob job = jobs.poll(); job != null && !stopped(); job = jobs.poll()) {
                reader.perform(job);
                complete(job.table());
            }
        } catch (RuntimeException | Error e) {
            stop(e);
        }
    }

    private void complete(TableName name) {
        TableRead table = tables.get(name);
        if (table != null && table.complete()) {
            staged.computeIfAbsent(name, n -> table.finish());
        }
    }

    /** The first reason counts; the others mostly follow from it. */
    private void stop(Throwable reason) {
        if (idle.getCount() > 0 && failure.compareAndSet(null, reason)) {
            Thread.ofVirtual().name("cancel-read").start(this::cancelReaders);
            Thread.ofVirtual().name("abort-read").start(this::abortReaders);
        }
    }

    /** A cancel request that comes between two statements is lost, hence more than one; none may come after the end. */
    private void cancelReaders() {
        boolean over = false;
        for (int i = 0; i < CANCELS && !over; i++) {
            synchronized (cancelling) {
                over = idle.getCount() == 0;
                if (!over) {
                    readers.forEach(Reader::cancel);
                }
            }
            over = over || idleWithin(BETWEEN_CANCELS);
        }
    }

    private void abortReaders() {
        if (!idleWithin(BEFORE_ABORT)) {
            readers.forEach(Reader::abort);
        }
    }

    private boolean idleWithin(Duration time) {
        try {
            return idle.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void finish() {
        Throwable reason = failure.get();
        if (reason == null) {
            done.complete(plans.stream()
                    .map(p -> Objects.requireNonNull(staged.get(p.table())))
                    .toList());
            return;
        }
        try {
            stage.delete();
        } catch (ProblemException e) {
            LOG.warn("Staged rows are left in {}", stage.folder(), e);
        }
        done.completeExceptionally(reason);
    }
}
