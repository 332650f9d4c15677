package dev.tidemark.read;

import dev.tidemark.kafka.RowLimit;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.wire.Begin;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshot's rows on their way. The sessions stay the caller's, also the replacements: this neither ends
 * their transactions nor closes them, and uses none of them any more once {@link #done()} is completed. A read that
 * comes to nothing leaves no files.
 */
public final class SnapshotRead implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotRead.class);
    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final ReadOrder order;
    private final ReadListener listener;
    private final ReadControl control = new ReadControl();
    private final ReadCrew crew;
    private final ReadEnd end;
    private final OrderedRows rows;
    private final Map<TableName, TableRead> tables = new ConcurrentHashMap<>();
    private final Map<TableName, ReadTable> finished = new ConcurrentHashMap<>();
    private final Queue<ReadJob> jobs = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<List<ReadTable>> done = new CompletableFuture<>();

    SnapshotRead(
            List<PgSession> sessions,
            ReadOrder order,
            ReadListener listener,
            Reserve reserve,
            Function<Path, StageRoom.Probe> probes) {
        this.order = order;
        this.listener = listener;
        this.rows = new OrderedRows(order, control, listener, probes, this::bytesToCome);
        Reader.Workplace workplace = new Reader.Workplace(rows.place(), listener, control, reserve, this::stopped);
        List<Reader> readers =
                sessions.stream().map(s -> new Reader(s, workplace)).toList();
        this.crew = new ReadCrew(readers, new Jobs(), session -> new Reader(session, workplace), reserve, listener);
        this.end = new ReadEnd(crew::all);
        control.limit(order.rowsPerSecond());
    }

    /**
     * Begins to read.
     *
     * @param readers at least one; each in a transaction that has the snapshot and the settings of {@link dev.tidemark.postgres.Readers}, and
     *     idle from now on for anybody else
     * @param reserve more such sessions, in the place of those that are lost or in addition
     */
    public static SnapshotRead start(List<PgSession> readers, ReadOrder order, ReadListener listener, Reserve reserve) {
        return start(readers, order, listener, reserve, StageRoom::of);
    }

    static SnapshotRead start(
            List<PgSession> readers,
            ReadOrder order,
            ReadListener listener,
            Reserve reserve,
            Function<Path, StageRoom.Probe> probes) {
        SnapshotRead read = new SnapshotRead(readers, order, listener, reserve, probes);
        Thread.ofVirtual().name("snapshot-read").start(read::run);
        return read;
    }

    /** Completes with all tables in the plan's order, or with a ProblemException. */
    public CompletableFuture<List<ReadTable>> done() {
        return done;
    }

    /** The first rows of a table, as soon as there are any; from any thread, never blocking. */
    public RowPreview preview(TableName table) {
        TableRead read = tables.get(table);
        return read == null
                ? new RowPreview(List.of(), List.of())
                : read.preview().preview();
    }

    /**
     * Lets the readers rest, or go on. Into files they rest at once; what goes away while it is read rests at the end of
     * each reader's chunk. The snapshot stays held.
     */
    public void pause(boolean whether) {
        control.pause(whether);
    }

    /** Changes how many sessions read at once, at least 1; those that are too many finish their chunk first. */
    public void readers(int number) {
        crew.want(number);
    }

    /** Changes how many rows a second all readers together read at most; empty for as many as they can. */
    public void limit(OptionalInt rowsPerSecond) {
        control.limit(rowsPerSecond);
    }

    /** Ends what runs on the server, within a second; {@link #done()} then completes with problem {@code read-cancelled}. */
    public void cancel() {
        stop(ReadProblems.cancelled().asException());
    }

    /** Cancels what is still under way, and waits for the readers to be done, at most ten seconds. */
    @Override
    public void close() {
        cancel();
        if (!end.within(CLOSE)) {
            LOG.warn("The readers did not end within {}", CLOSE);
        }
    }

    private boolean stopped() {
        return end.reason() != null;
    }

    private void run() {
        try {
            List<ReadJob> counts = new ArrayList<>();
            for (int i = 0; i < order.tables().size(); i++) {
                int number = i;
                crew.first(new PrepareJob(order.tables().get(i).table(), session -> prepare(number, session, counts)));
            }
            Map<TableName, List<Begin.Column>> columns = new HashMap<>();
            tables.forEach((name, table) -> columns.put(name, table.shape().columns()));
            rows.begin(columns);
            jobs.addAll(counts);
            crew.work();
        } catch (InterruptedException | RuntimeException | Error e) {
            // Even where memory runs out: whoever waits for the end has to hear of it.
            stop(e);
        }
        end.reached();
        finish();
    }

    private void prepare(int number, PgSession session, List<ReadJob> counts) throws SQLException, IOException {
        TablePlan plan = order.tables().get(number);
        SourceTable source = SourceTable.load(session, plan);
        RowShape shape =
                new ShapeBuilder(plan, source).build().in(order.frames().getOrDefault(plan.table(), ValueFrame.NONE));
        TableRead table = new TableRead(
                plan,
                shape,
                rows.chunks(session, source),
                rows.output(number, shape),
                order.longestRows().getOrDefault(plan.table(), RowLimit.NONE),
                listener);
        tables.put(plan.table(), table);
        table.chunks().forEach(c -> jobs.add(new ChunkJob(table, c, control)));
        counts.add(new CountJob(table));
    }

    private final class Jobs implements ReadCrew.Jobs {
        @Override
        public @Nullable ReadJob next() {
            return stopped() ? null : jobs.poll();
        }

        @Override
        public void done(ReadJob job) {
            TableRead table = tables.get(job.table());
            if (table != null && table.complete()) {
                finished.computeIfAbsent(job.table(), _ -> table.finish());
            }
        }

        @Override
        public void giveBack(Collection<ReadJob> again) {
            jobs.addAll(again);
        }

        @Override
        public boolean areLeft() {
            return !stopped() && !jobs.isEmpty();
        }

        @Override
        public void failed(Throwable reason) {
            stop(reason);
        }
    }

    /** The first reason counts; the others mostly follow from it. */
    private void stop(Throwable reason) {
        if (end.begin(reason)) {
            control.end();
            rows.stop();
        }
    }

    private OptionalLong bytesToCome(long written) {
        double total = 0;
        double blocks = 0;
        for (TableRead table : tables.values()) {
            total += table.progress().total();
            blocks += table.progress().blocks();
        }
        return blocks < total / 100 || blocks <= 0
                ? OptionalLong.empty()
                : OptionalLong.of((long) (written * (total - blocks) / blocks));
    }

    private void finish() {
        Throwable reason = end.reason();
        if (reason == null && finished.size() == order.tables().size()) {
            done.complete(order.tables().stream()
                    .map(p -> Objects.requireNonNull(finished.get(p.table())))
                    .toList());
            return;
        }
        rows.delete();
        done.completeExceptionally(reason == null ? new IllegalStateException("The readers left too early.") : reason);
    }
}
