package dev.tidemark.gate;

import dev.tidemark.postgres.Readers;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.Snapshot;
import java.util.List;

/**
 * The gate is open, the marks are visible.
 *
 * @param snapshot what was exported
 * @param marks where it stands in the log, one a partition
 * @param readers sessions that see this snapshot; now the caller's to close
 */
public record Released(Snapshot snapshot, List<Position> marks, Readers readers) {
    public Released {
        marks = List.copyOf(marks);
    }
}
