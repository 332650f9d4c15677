package dev.tidemark.publish;

import dev.tidemark.kafka.RowProducer;
import dev.tidemark.plan.TableName;
import dev.tidemark.wire.LedgerEntry;
import dev.tidemark.wire.RowOutlet;
import org.jspecify.annotations.Nullable;

/** A chunk on its lane: an open transaction. */
final class StreamedChunk implements RowOutlet.Chunk {
    private enum Progress {
        OPEN,
        KEPT,
        BROKEN
    }

    private final RowStream stream;
    private final Lane lane;
    private final TableName table;
    private final int number;
    private final RowProducer producer;
    private final RowProducer.Rows rows;
    private final Partitions partitions;
    private Progress progress = Progress.OPEN;

    StreamedChunk(RowStream stream, Lane lane, TableName table, RowStream.Route route, int number) {
        this.stream = stream;
        this.lane = lane;
        this.table = table;
        this.number = number;
        this.partitions = new Partitions(route.partitions());
        this.producer = lane.producer();
        this.rows = route.rows(producer, table, number);
        producer.begin();
    }

    @Override
    public void row(byte @Nullable [] key, byte[] value) {
        try {
            rows.send(partitions.add(key, value), key, value);
        } catch (RuntimeException e) {
            progress = Progress.BROKEN;
            throw stream.translated(e);
        }
    }

    @Override
    public void commit() {
        try {
            producer.enter(LedgerEntry.chunk(stream.run(), table, number, partitions.shares()));
            producer.commit();
        } catch (RuntimeException e) {
            progress = Progress.BROKEN;
            throw stream.translated(e);
        }
        progress = Progress.KEPT;
        stream.listener().published(table, partitions.rows());
    }

    @Override
    public void close() {
        try {
            if (progress == Progress.OPEN) {
                producer.abort();
            }
        } catch (RuntimeException e) {
            progress = Progress.BROKEN;
        } finally {
            if (progress == Progress.BROKEN) {
                lane.drop();
            }
            stream.release(lane);
        }
    }
}
