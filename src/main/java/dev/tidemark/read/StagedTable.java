package dev.tidemark.read;

import dev.tidemark.plan.TablePlan;
import dev.tidemark.wire.Begin;
import dev.tidemark.wire.Checksum;
import dev.tidemark.wire.RowSink;
import java.util.List;

/**
 * All of a table's rows, in files.
 *
 * @param plan what was asked for
 * @param shape of the rows
 * @param chunks the files, by number
 * @param rowsInSnapshot what {@code count(*)} said in the same snapshot; equals {@link #rows()}, or it would not be staged
 */
public record StagedTable(TablePlan plan, RowShape shape, List<StagedChunk> chunks, long rowsInSnapshot) {
    public StagedTable {
        chunks = List.copyOf(chunks);
    }

    public List<Begin.Column> columns() {
        return shape.columns();
    }

    public long rows() {
        return chunks.stream().mapToLong(StagedChunk::rows).sum();
    }

    /** As COPY sent them. */
    public long bytes() {
        return chunks.stream().mapToLong(StagedChunk::bytes).sum();
    }

    /** {@link Checksum#text()} of all rows' keys and values. */
    public String checksum() {
        Checksum all = new Checksum();
        chunks.forEach(c -> all.add(c.rows(), c.checksum()));
        return all.text();
    }

    /** What the reader told of it. */
    public ReadTable read() {
        return new ReadTable(plan, columns(), rows(), bytes(), checksum(), rowsInSnapshot);
    }

    /** Gives all rows as messages, chunk after chunk. */
    public void decode(RowSink sink) {
        chunks.forEach(c -> c.decode(sink));
    }
}
