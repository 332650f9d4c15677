package dev.tidemark.read;

import dev.tidemark.plan.TableName;

/**
 * How far the read of a table is.
 *
 * @param table which
 * @param rows staged so far
 * @param bytes of these as COPY sent them
 * @param blocksDone blocks that are read to their end
 * @param blocksTotal blocks of the table, with all its partitions; 0 for a view or a foreign table
 */
public record TableProgress(TableName table, long rows, long bytes, long blocksDone, long blocksTotal) {}
