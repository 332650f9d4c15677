package dev.tidemark.read;

import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.PgSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Cuts a table into chunks by the first column of its primary key: for servers that can't find rows by their blocks. The
 * bounds come from a sample of the table's blocks; wherever they are, each row is in exactly one chunk.
 */
final class KeyChunks {
    private static final double SAMPLED_BLOCKS = 2_000;

    private KeyChunks() {}

    /** One chunk if there is no primary key, or only little to read. */
    static List<Chunk> of(PgSession session, SourceTable table, long blocksInChunk) throws SQLException {
        long blocks =
                table.leaves().stream().mapToLong(SourceTable.Leaf::blocks).sum();
        long pieces = (blocks + blocksInChunk - 1) / blocksInChunk;
        Optional<TableColumn> key = table.primaryKey().stream()
                .findFirst()
                .flatMap(name -> table.columns().stream()
                        .filter(c -> c.name().equals(name))
                        .findFirst());
        if (pieces < 2 || key.isEmpty()) {
            return List.of(new Chunk(0, Optional.empty(), blocks));
        }
        List<String> bounds = bounds(session, table.plan(), key.get(), pieces, blocks);
        List<Chunk> chunks = new ArrayList<>();
        for (int i = 0; i <= bounds.size(); i++) {
            Chunk.Keys range = new Chunk.Keys(
                    key.get(),
                    i == 0 ? Optional.empty() : Optional.of(bounds.get(i - 1)),
                    i == bounds.size() ? Optional.empty() : Optional.of(bounds.get(i)));
            long share = blocks * (i + 1) / (bounds.size() + 1) - blocks * i / (bounds.size() + 1);
            chunks.add(new Chunk(i, bounds.isEmpty() ? Optional.empty() : Optional.of(range), share));
        }
        return chunks;
    }

    private static List<String> bounds(PgSession session, TablePlan table, TableColumn key, long pieces, long blocks)
            throws SQLException {
        double percent = Math.min(100, 100 * SAMPLED_BLOCKS / blocks);
        String sql = String.format(Locale.ROOT, """
                SELECT bound::text
                FROM (
                  SELECT DISTINCT ON (tile) tile, bound
                  FROM (
                    SELECT %1$s AS bound, ntile(%2$d) OVER (ORDER BY %1$s) AS tile
                    FROM %3$s TABLESAMPLE SYSTEM (%4$f)
                  ) AS sampled
                  ORDER BY tile, bound
                ) AS first_of_tile
                WHERE tile > 1
                ORDER BY tile
                """, TableName.quote(key.name()), pieces, table.sql(), percent);
        return session.query(sql).stream()
                .flatMap(row -> Optional.ofNullable(row.getFirst()).stream())
                .distinct()
                .toList();
    }
}
