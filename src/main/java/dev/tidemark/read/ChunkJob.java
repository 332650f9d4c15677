package dev.tidemark.read;

import dev.tidemark.plan.TableName;
import dev.tidemark.postgres.PgSession;
import dev.tidemark.wire.Checksum;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.postgresql.copy.CopyOut;

/** Copies one chunk into its file, and decodes each row on the way: for the checksum, and the first ones for the preview. */
record ChunkJob(TableRead read, Chunk chunk) implements ReadJob {
    private static final int ROWS_BETWEEN_REPORTS = 256;

    @Override
    public TableName table() {
        return read.name();
    }

    @Override
    public void run(PgSession session) throws SQLException, IOException {
        Path target = read.file(chunk);
        try (StageFile file = StageFile.create(target)) {
            Copying copying = new Copying(file);
            try {
                copying.copy(session.copyOut(read.query().copy(chunk)));
            } catch (SQLException | IOException | RuntimeException e) {
                copying.takeBack();
                throw e;
            }
        }
    }

    private final class Copying {
        private final StageFile file;
        private final Checksum checksum = new Checksum();
        private final CopyFrames frames;
        private long rowsTold;
        private long bytesTold;

        Copying(StageFile file) {
            this.file = file;
            this.frames = new CopyFrames(new RowTaker(read.shape(), read.preview(), checksum));
        }

        void copy(CopyOut copy) throws SQLException, IOException {
            long next = 1;
            for (byte[] data = copy.readFromCopy(); data != null; data = copy.readFromCopy()) {
                file.write(data);
                frames.feed(data, 0, data.length);
                if (frames.count() >= next) {
                    report();
                    next = frames.count() + ROWS_BETWEEN_REPORTS;
                }
            }
            if (!frames.ended() || copy.getHandledRowCount() != frames.count()) {
                throw new BrokenStreamException(
                        "COPY says it sent " + copy.getHandledRowCount() + " rows, and " + frames.count() + " came.");
            }
            file.finish();
            read.staged(
                    chunk,
                    new StagedChunk(
                            chunk.number(),
                            file.target(),
                            read.shape(),
                            frames.count(),
                            file.bytes(),
                            checksum.text()));
            report();
        }

        private void report() {
            read.advance(frames.count() - rowsTold, file.bytes() - bytesTold);
            rowsTold = frames.count();
            bytesTold = file.bytes();
        }

        void takeBack() {
            read.advance(-rowsTold, -bytesTold);
        }
    }
}
