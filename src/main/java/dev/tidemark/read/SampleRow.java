package dev.tidemark.read;

import dev.tidemark.kafka.RowLimit;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.PgProblems;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.postgres.Readers;
import dev.tidemark.postgres.StatementListener;
import dev.tidemark.wire.Checksum;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.copy.CopyOut;

/** Reads one row exactly as a run would, outside of any run: in a transaction of its own that waits for nobody. */
public final class SampleRow {
    private static final String APPLICATION = "tidemark sample";

    /** A filter that few rows meet may have to look at many. */
    private static final String BEGIN = """
            BEGIN READ ONLY;
            SET LOCAL lock_timeout = '500ms';
            SET LOCAL statement_timeout = '5s';
            """ + Readers.ROW_SETTINGS;

    private SampleRow() {}

    /**
     * Some row of the table; empty if there is none. Throws a ProblemException if the plan or the server doesn't allow it.
     * The plan's expressions have to be checked before: they are sent as they are.
     */
    public static Optional<RowPreview.Row> read(Login login, TablePlan table) {
        try (PgSession session = PgSession.open(login, APPLICATION, StatementListener.NONE)) {
            session.execute(BEGIN);
            RowShape shape = new ShapeBuilder(table, SourceTable.load(session, table)).build();
            CopyQuery query = new CopyQuery(table, shape);
            return first(table, shape, session.copyOut(query.one()));
        } catch (SQLException e) {
            throw PgProblems.of(e, login.address()).asException(e);
        }
    }

    private static Optional<RowPreview.Row> first(TablePlan table, RowShape shape, CopyOut copy) throws SQLException {
        PreviewCollector collector = new PreviewCollector(shape.columns());
        CopyFrames frames = new CopyFrames(
                new RowTaker(table, shape, RowLimit.NONE, collector, new Checksum(), ChunkOutput.NOWHERE));
        for (byte[] data = copy.readFromCopy(); data != null; data = copy.readFromCopy()) {
            frames.feed(data, 0, data.length);
        }
        return collector.preview().rows().stream().findFirst();
    }
}
