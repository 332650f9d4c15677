package dev.tidemark.read;

import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.wire.RowSink;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.postgresql.copy.CopyOut;

/**
 * Reads blocks of a table with as little as it takes: no files, no checksums, no counts. What the rest of a read costs is
 * measured against this.
 *
 * @param session in whatever transaction
 * @param table which rows, and what of them
 * @param shape worked out once by {@link #of}
 */
public record BareRead(PgSession session, TablePlan table, RowShape shape) {

    public static BareRead of(PgSession session, TablePlan table) throws SQLException {
        RowShape shape = new ShapeBuilder(table, SourceTable.load(session, table)).build();
        return new BareRead(session, table, shape);
    }

    /** Has the rows sent and throws them away; gives how many bytes COPY sent. */
    public long nowhere(long firstBlock, OptionalLong endBlock) throws SQLException {
        CopyOut copy = copy(firstBlock, endBlock);
        long bytes = 0;
        for (byte[] data = copy.readFromCopy(); data != null; data = copy.readFromCopy()) {
            bytes += data.length;
        }
        return bytes;
    }

    /** Gives the rows as messages. */
    public void rows(long firstBlock, OptionalLong endBlock, RowSink sink) throws SQLException {
        CopyFrames frames = new CopyFrames(
                new RowDecoder(shape, (key, value) -> sink.row(key == null ? null : key.copy(), value.copy())));
        CopyOut copy = copy(firstBlock, endBlock);
        for (byte[] data = copy.readFromCopy(); data != null; data = copy.readFromCopy()) {
            frames.feed(data, 0, data.length);
        }
    }

    private CopyOut copy(long firstBlock, OptionalLong endBlock) throws SQLException {
        Chunk chunk = new Chunk(0, Optional.of(new Chunk.Blocks(firstBlock, endBlock)), 0);
        return session.copyOut(new CopyQuery(table, shape).copy(chunk));
    }
}
