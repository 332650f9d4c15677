package dev.tidemark.read;

import dev.tidemark.plan.TableName;

/**
 * How far the read of a table is.
 *
 * @param table which
 * @param rows read so far
 * @param bytes of these as COPY sent them
 * @param blocksDone blocks that are read; within a chunk reckoned from what has come of it, never more than there are
 * @param blocksTotal blocks of the table, with all its partitions; 0 for a view or a foreign table
 */
public record TableProgress(TableName table, long rows, long bytes, long blocksDone, long blocksTotal) {}
