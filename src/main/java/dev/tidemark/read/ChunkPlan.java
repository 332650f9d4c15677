package dev.tidemark.read;

import dev.tidemark.postgres.PgSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Cuts a table into chunks by its rows' places (ctid), which PostgreSQL reads as ranges of blocks from version 14 on ("TID Range
 * Scan"). A partitioned or inherited table is asked as the whole that it is, so that privileges, filters and expressions
 * mean what they always do; a range of blocks is then that range in each partition.
 */
final class ChunkPlan {
    /** 32 MB: small enough that a lost reader costs little and a chunk fits a Kafka transaction. */
    static final long BLOCKS = 4_096;

    private static final long FEWEST_BLOCKS = 16;
    private static final long BLOCK_BYTES = 8_192;
    private static final int FIRST_WITH_RANGE_SCANS = 140_000;

    private ChunkPlan() {}

    static List<Chunk> of(SourceTable table) {
        return of(table, BLOCKS);
    }

    /** By blocks, or by keys from a server that can't find rows by block. */
    static List<Chunk> of(PgSession session, SourceTable table, long blocksInChunk) throws SQLException {
        boolean heaps = table.leaves().stream().allMatch(SourceTable.Leaf::byBlocks);
        return findsBlocks(table) || !heaps
                ? of(table, blocksInChunk)
                : KeyChunks.of(session, table, wanted(table.leaves(), blocksInChunk));
    }

    private static boolean findsBlocks(SourceTable table) {
        return table.serverVersion() >= FIRST_WITH_RANGE_SCANS;
    }

    static List<Chunk> of(SourceTable table, long blocksInChunk) {
        List<SourceTable.Leaf> leaves = table.leaves();
        if (!findsBlocks(table) || !leaves.stream().allMatch(SourceTable.Leaf::byBlocks)) {
            long blocks = leaves.stream().mapToLong(SourceTable.Leaf::blocks).sum();
            return List.of(new Chunk(0, Optional.empty(), blocks));
        }
        long[] sizes =
                leaves.stream().mapToLong(SourceTable.Leaf::blocks).sorted().toArray();
        long wanted = wanted(leaves, blocksInChunk);
        long longest = sizes.length == 0 ? 0 : sizes[sizes.length - 1];
        List<Chunk> chunks = new ArrayList<>();
        long first = 0;
        do {
            long end = end(sizes, first, longest, wanted);
            OptionalLong bound = end >= longest ? OptionalLong.empty() : OptionalLong.of(end);
            chunks.add(new Chunk(
                    chunks.size(),
                    Optional.of(new Chunk.Blocks(first, bound)),
                    below(sizes, end) - below(sizes, first)));
            first = end;
        } while (first < longest);
        return chunks;
    }

    /** Fewer blocks where much of each row is kept out of line (TOAST): what counts is how much a chunk brings. */
    private static long wanted(List<SourceTable.Leaf> leaves, long blocksInChunk) {
        long inLine = BLOCK_BYTES
                * leaves.stream().mapToLong(SourceTable.Leaf::blocks).sum();
        long all = leaves.stream().mapToLong(SourceTable.Leaf::bytes).sum();
        double share = all <= inLine ? 1 : (double) inLine / all;
        return Math.max(Math.min(FEWEST_BLOCKS, blocksInChunk), Math.round(blocksInChunk * share));
    }

    /** The nearest end at which the range has as many blocks as wanted. */
    private static long end(long[] sizes, long first, long longest, long wanted) {
        long goal = below(sizes, first) + wanted;
        long low = first + 1;
        long high = Math.max(longest, low);
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (below(sizes, middle) >= goal) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** How many blocks all partitions together have before this one. */
    private static long below(long[] sizes, long block) {
        long sum = 0;
        for (long size : sizes) {
            sum += Math.min(size, block);
        }
        return sum;
    }
}
