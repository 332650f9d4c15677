package dev.tidemark.read;

import dev.tidemark.plan.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts how far a table's read is. Blocks are what is known of a table's size, whatever its statistics say; within a
 * chunk they are reckoned from the bytes that came, by what the finished chunks brought a block. For any thread.
 */
final class ReadProgress {
    private static final long TELL_EVERY_NANOS = 100_000_000;
    /** Before the first chunk is done: as if a block came as it is. */
    private static final double BYTES_PER_BLOCK = 8_192;

    private final TableName table;
    private final long blocksTotal;
    private final ReadListener listener;
    /** The bytes that have come of chunks that are not done. */
    private final Map<Integer, Long> open = new HashMap<>();

    private final Map<Integer, Long> blocksOf = new HashMap<>();
    private long rows;
    private long bytes;
    private long blocksDone;
    private long toldAt = System.nanoTime();

    ReadProgress(TableName table, List<Chunk> chunks, ReadListener listener) {
        this.table = table;
        this.blocksTotal = chunks.stream().mapToLong(Chunk::blocks).sum();
        this.listener = listener;
        chunks.forEach(c -> blocksOf.put(c.number(), c.blocks()));
    }

    /** More rows of a chunk are read, or fewer: those of a chunk that has to be read once more. */
    void advance(Chunk chunk, long moreRows, long moreBytes) {
        TableProgress now;
        synchronized (this) {
            rows += moreRows;
            bytes += moreBytes;
            open.merge(chunk.number(), moreBytes, Long::sum);
            long time = System.nanoTime();
            if (time - toldAt < TELL_EVERY_NANOS) {
                return;
            }
            toldAt = time;
            now = now();
        }
        listener.progressed(now);
    }

    synchronized void done(Chunk chunk) {
        open.remove(chunk.number());
        blocksDone += chunk.blocks();
    }

    /** All that there are. */
    long total() {
        return blocksTotal;
    }

    /** How many are read. */
    synchronized long blocks() {
        return now().blocksDone();
    }

    void tell() {
        TableProgress now;
        synchronized (this) {
            now = now();
        }
        listener.progressed(now);
    }

    private TableProgress now() {
        long openBytes = open.values().stream().mapToLong(Long::longValue).sum();
        double perBlock = blocksDone == 0 ? BYTES_PER_BLOCK : Math.max(1, (double) (bytes - openBytes) / blocksDone);
        double underWay = open.entrySet().stream()
                .mapToDouble(c -> Math.min(blocksOf.getOrDefault(c.getKey(), 0L), c.getValue() / perBlock))
                .sum();
        return new TableProgress(table, rows, bytes, blocksDone + (long) underWay, blocksTotal);
    }
}
