package dev.tidemark.read;

import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.wire.Checksum;
import dev.tidemark.wire.RowOutlet.HeldUpException;
import java.io.IOException;
import java.sql.SQLException;
import org.postgresql.copy.CopyOut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one chunk, and decodes each row on the way. */
record ChunkJob(TableRead read, Chunk chunk, ReadControl control) implements ReadJob {
    private static final Logger LOG = LoggerFactory.getLogger(ChunkJob.class);
    private static final int ROWS_BETWEEN_REPORTS = 256;

    @Override
    public TableName table() {
        return read.name();
    }

    @Override
    public Rest run(PgSession session) throws SQLException, IOException {
        control.await();
        ChunkOutput output = read.open(chunk);
        Copying copying = new Copying(output);
        boolean copied = false;
        try {
            copy(copying, session);
            copied = true;
            return copying::finish;
        } finally {
            if (!copied) {
                copying.takeBack();
                output.close();
            }
        }
    }

    private void copy(Copying copying, PgSession session) throws SQLException, IOException {
        CopyOut copy = session.copyOut(read.query().copy(chunk));
        try {
            copying.copy(copy);
        } catch (HeldUpException e) {
            drain(copy);
            throw e;
        } catch (SQLException | IOException | RuntimeException e) {
            cancel(copy);
            if (e instanceof SQLException error && BadText.is(error)) {
                throw BadText.in(read, chunk, session, error);
            }
            throw e;
        }
    }

    /** Lets the statement come to its end, so that the session can be used for the same chunk once more. */
    private static void drain(CopyOut copy) throws SQLException {
        while (copy.isActive() && copy.readFromCopy() != null) {
            // The rows are not wanted any more.
        }
    }

    /** Ends the statement, and with it the transaction; the driver lets nothing else through before. */
    private static void cancel(CopyOut copy) {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            LOG.debug("The COPY was over already", e);
        }
    }

    private final class Copying {
        private final ChunkOutput output;
        private final Checksum checksum = new Checksum();
        private final CopyFrames frames;
        private long bytes;
        private long rowsTold;
        private long bytesTold;

        Copying(ChunkOutput output) {
            this.output = output;
            this.frames = new CopyFrames(read.taker(output, checksum));
        }

        void copy(CopyOut copy) throws SQLException, IOException {
            long next = 1;
            for (byte[] data = copy.readFromCopy(); data != null; data = copy.readFromCopy()) {
                output.bytes(data);
                bytes += data.length;
                frames.feed(data, 0, data.length);
                if (frames.count() >= next) {
                    report();
                    next = frames.count() + ROWS_BETWEEN_REPORTS;
                    if (output.patient()) {
                        control.await();
                    }
                }
            }
            if (!frames.ended() || copy.getHandledRowCount() != frames.count()) {
                throw new BrokenStreamException(
                        "COPY says it sent " + copy.getHandledRowCount() + " rows, and " + frames.count() + " came.");
            }
        }

        /** Whatever is still to be done for the rows to be kept. */
        void finish() throws IOException {
            boolean kept = false;
            try (output) {
                output.finish();
                kept = true;
            } finally {
                if (!kept) {
                    takeBack();
                }
            }
            report();
            read.done(chunk, new ReadChunk(chunk.number(), frames.count(), bytes, checksum.text()));
        }

        private void report() {
            control.take(frames.count() - rowsTold);
            read.progress().advance(chunk, frames.count() - rowsTold, bytes - bytesTold);
            rowsTold = frames.count();
            bytesTold = bytes;
        }

        void takeBack() {
            read.progress().advance(chunk, -rowsTold, -bytesTold);
        }
    }
}
