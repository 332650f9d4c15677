package dev.tidemark.read;

import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.postgres.PgSession;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The snapshot's rows on their way into files. The sessions stay the caller's, also the replacements: this neither ends
 * their transactions nor closes them, and uses none of them any more once {@link #done()} is completed.
 */
public final class SnapshotRead implements AutoCloseable {

    /**
     * Begins to read.
     *
     * @param readers at least one; each in a transaction that has the snapshot and {@link ReaderSettings}, and
     *     idle from now on for anybody else
     * @param tables what to read
     * @param folder where the files go; made if it isn't there
     * @param replacement opens one more such session, in the place of one that was lost
     */
    public static SnapshotRead start(
            List<PgSession> readers,
            List<TablePlan> tables,
            Path folder,
            ReadListener listener,
            Supplier<PgSession> replacement) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Completes with all tables in the plan's order, or with a ProblemException. */
    public CompletableFuture<List<StagedTable>> done() {
        throw new UnsupportedOperationException("not yet");
    }

    /** The first rows of a table, as soon as there are any; from any thread, never blocking. */
    public RowPreview preview(TableName table) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Ends what runs on the server, within a second; {@link #done()} then completes with problem {@code read-cancelled}. */
    public void cancel() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Cancels what is still under way, and waits for the readers to be done, at most ten seconds. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("not yet");
    }
}
