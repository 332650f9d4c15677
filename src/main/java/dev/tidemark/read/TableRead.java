package dev.tidemark.read;

import dev.tidemark.kafka.RowLimit;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.wire.Checksum;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A table being read: what its readers have in common. For any thread. */
final class TableRead {
    private final TablePlan plan;
    private final RowShape shape;
    private final List<Chunk> chunks;
    private final TableOutput output;
    private final RowLimit longestRow;
    private final ReadListener listener;
    private final PreviewCollector preview;
    private final ReadProgress progress;
    private final TreeMap<Integer, ReadChunk> done = new TreeMap<>();
    private long rowsInSnapshot = -1;

    /** @param longestRow how many bytes key and value may have together */
    TableRead(
            TablePlan plan,
            RowShape shape,
            List<Chunk> chunks,
            TableOutput output,
            RowLimit longestRow,
            ReadListener listener) {
        this.plan = plan;
        this.shape = shape;
        this.chunks = List.copyOf(chunks);
        this.output = output;
        this.longestRow = longestRow;
        this.listener = listener;
        this.preview = new PreviewCollector(shape.columns());
        this.progress = new ReadProgress(plan.table(), chunks, listener);
    }

    TableName name() {
        return plan.table();
    }

    CopyQuery query() {
        return new CopyQuery(plan, shape);
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

    ReadProgress progress() {
        return progress;
    }

    ChunkOutput open(Chunk chunk) throws IOException {
        return output.open(chunk);
    }

    /** Takes each row of a chunk into the checksum, the preview and the output. */
    RowTaker taker(ChunkOutput to, Checksum checksum) {
        return new RowTaker(plan, shape, longestRow, preview, checksum, to);
    }

    synchronized void done(Chunk chunk, ReadChunk read) {
        done.put(read.number(), read);
        progress.done(chunk);
    }

    synchronized void counted(long count) {
        rowsInSnapshot = count;
    }

    /** Whether all chunks are read and the rows counted. */
    synchronized boolean complete() {
        return done.size() == chunks.size() && rowsInSnapshot >= 0;
    }

    /** Throws a problem if the rows read are not as many as those counted. */
    ReadTable finish() {
        List<ReadChunk> read;
        Checksum all = new Checksum();
        long bytes;
        synchronized (this) {
            read = new ArrayList<>(done.values());
            read.forEach(c -> all.add(c.rows(), c.checksum()));
            bytes = read.stream().mapToLong(ReadChunk::bytes).sum();
        }
        if (all.rows() != rowsInSnapshot) {
            throw ReadProblems.counts(plan.table(), all.rows(), rowsInSnapshot).asException();
        }
        output.finish(read);
        ReadTable table = new ReadTable(plan, shape.columns(), all.rows(), bytes, all.text(), rowsInSnapshot);
        progress.tell();
        listener.finished(table);
        return table;
    }
}
