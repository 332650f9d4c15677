package dev.tidemark.read;

import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A table on its way into files: what its readers have in common. For any thread. */
final class TableRead {
    private static final long TELL_EVERY_NANOS = 100_000_000;

    private final TablePlan plan;
    private final RowShape shape;
    private final List<Chunk> chunks;
    private final Path folder;
    private final ReadListener listener;
    private final PreviewCollector preview;
    private final TreeMap<Integer, StagedChunk> staged = new TreeMap<>();
    private long rows;
    private long bytes;
    private long blocks;
    private long rowsInSnapshot = -1;
    private long toldAt = System.nanoTime();

    TableRead(TablePlan plan, RowShape shape, List<Chunk> chunks, Path folder, ReadListener listener) {
        this.plan = plan;
        this.shape = shape;
        this.chunks = List.copyOf(chunks);
        this.folder = folder;
        this.listener = listener;
        this.preview = new PreviewCollector(shape.columns());
    }

    TableName name() {
        return plan.table();
    }

    CopyQuery query() {
        return new CopyQuery(plan.table(), shape, plan.filter());
    }

    RowShape shape() {
        return shape;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    PreviewCollector preview() {
        return preview;
    }

    Path file(Chunk chunk) {
        return folder.resolve("%06d".formatted(chunk.number()) + StageFile.SUFFIX);
    }

    /** More rows are read, or fewer: those of a chunk that has to be read once more. */
    void advance(long moreRows, long moreBytes) {
        TableProgress progress;
        synchronized (this) {
            rows += moreRows;
            bytes += moreBytes;
            long now = System.nanoTime();
            if (now - toldAt < TELL_EVERY_NANOS) {
                return;
            }
            toldAt = now;
            progress = progress();
        }
        listener.progressed(progress);
    }

    synchronized void staged(Chunk chunk, StagedChunk file) {
        staged.put(chunk.number(), file);
        blocks += chunk.blocks();
    }

    synchronized void counted(long count) {
        rowsInSnapshot = count;
    }

    /** Whether all chunks are staged and the rows counted. */
    synchronized boolean complete() {
        return staged.size() == chunks.size() && rowsInSnapshot >= 0;
    }

    /** Throws a problem if the rows read are not as many as those counted. */
    StagedTable finish() {
        StagedTable table;
        TableProgress progress;
        synchronized (this) {
            table = new StagedTable(plan, shape, new ArrayList<>(staged.values()), rowsInSnapshot);
            progress = progress();
        }
        if (table.rows() != table.rowsInSnapshot()) {
            throw ReadProblems.counts(plan.table(), table.rows(), table.rowsInSnapshot())
                    .asException();
        }
        Manifest.write(folder, table);
        listener.progressed(progress);
        listener.staged(table);
        return table;
    }

    private TableProgress progress() {
        long all = chunks.stream().mapToLong(Chunk::blocks).sum();
        return new TableProgress(plan.table(), rows, bytes, blocks, all);
    }
}
