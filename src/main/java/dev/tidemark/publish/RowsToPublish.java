package dev.tidemark.publish;

import dev.tidemark.kafka.RowProducer;
import dev.tidemark.plan.TableName;
import dev.tidemark.wire.Begin;
import dev.tidemark.wire.CloudEvent;
import dev.tidemark.wire.LedgerEntry.Share;
import dev.tidemark.wire.RowSink;
import java.util.List;
import java.util.Optional;

/**
 * A table's staged rows and where they go.
 *
 * @param table the table
 * @param topic its rows topic
 * @param partitions how many partitions that topic has
 * @param event what the rows are as CloudEvents, if they are
 * @param begin what stands before the rows
 * @param chunks the rows, in chunks that are published one by one; always the same rows in the same chunk; none where
 *     they are in the log already
 * @param whole how many rows there are with which checksum, where that is known: no end is written for anything else
 */
public record RowsToPublish(
        TableName table,
        String topic,
        int partitions,
        Optional<CloudEvent> event,
        Begin begin,
        List<Chunk> chunks,
        Optional<Share> whole) {

    /** Rows that are published together. */
    @FunctionalInterface
    public interface Chunk {
        /** Gives all rows to the sink. Throws a ProblemException if they can't be read. */
        void rows(RowSink sink);
    }

    public RowsToPublish {
        chunks = List.copyOf(chunks);
    }

    RowProducer.Rows rows(RowProducer producer, int chunk) {
        return event.map(e -> producer.events(table, topic, e, chunk)).orElseGet(() -> producer.rows(table, topic));
    }
}
