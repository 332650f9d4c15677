package dev.tidemark.read;

import dev.tidemark.plan.TablePlan;
import dev.tidemark.wire.RowOutlet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where a table's rows go. For any thread. */
sealed interface TableOutput {
    ChunkOutput open(Chunk chunk) throws IOException;

    /** All chunks are there, by number, and as many rows as were counted. */
    void finish(List<ReadChunk> chunks);

    /** Into a folder of its own, with a manifest at the end. */
    record Files(TablePlan plan, RowShape shape, Path folder, StageRoom room) implements TableOutput {
        @Override
        public ChunkOutput open(Chunk chunk) throws IOException {
            return room.until(() -> StageFile.create(file(chunk.number()), room));
        }

        private Path file(int number) {
            return folder.resolve("%06d".formatted(number) + StageFile.SUFFIX);
        }

        @Override
        public void finish(List<ReadChunk> chunks) {
            long rows = chunks.stream().mapToLong(ReadChunk::rows).sum();
            List<StagedChunk> files = chunks.stream()
                    .map(c -> new StagedChunk(c.number(), file(c.number()), shape, c.rows(), c.bytes(), c.checksum()))
                    .toList();
            try {
                room.until(() -> Manifest.write(folder, new StagedTable(plan, shape, files, rows)));
            } catch (IOException e) {
                throw ReadProblems.files(folder, e).asException(e);
            }
        }
    }

    /** Away, as soon as a chunk is read. */
    record Away(TablePlan plan, RowOutlet outlet) implements TableOutput {
        @Override
        public ChunkOutput open(Chunk chunk) {
            return new OutletOutput(outlet.open(plan.table(), chunk.number()));
        }

        @Override
        public void finish(List<ReadChunk> chunks) {}
    }
}
