package dev.tidemark.gate;

import dev.tidemark.problem.Problem;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.Snapshot;
import java.sql.SQLException;
import java.util.List;

/** The marks are in every partition, the readers have the snapshot, the proof is made; the gate is still closed. */
public final class Marked {
    private final Gate gate;
    private final Snapshot snapshot;
    private final String files;
    private final List<Position> marks;

    Marked(Gate gate, Snapshot snapshot, String files, List<Position> marks) {
        this.gate = gate;
        this.snapshot = snapshot;
        this.files = files;
        this.marks = marks;
    }

    /** Opens the gate, then makes the marks visible: their offsets are fixed, so that needs no lock. */
    public Released release() {
        return gate.step(() -> {
            long start = System.nanoTime();
            gate.exporter().commit();
            gate.listener().opened(System.nanoTime(), Elapsed.since(start));
            gate.opened();
            if (!gate.order().plan().lockMode().allowsGuard()) {
                guardLate();
            }
            gate.marks().commit();
            gate.marks().close();
            return gate.handOver(new Released(snapshot, marks, gate.readers()));
        });
    }

    /** Where the lock left no room for a guard, the readers take it now and look whether somebody was faster. */
    private void guardLate() throws SQLException {
        var tables = gate.order().tableNames();
        gate.readers().guard(tables);
        if (!gate.readers().fingerprint(tables).equals(files)) {
            throw Problem.of(
                            "rewritten",
                            "A table was truncated, rewritten or dropped right after the lock was released.",
                            "ACCESS EXCLUSIVE leaves no room for the readers' guard lock, and another session came first.",
                            "Start a new run, with SHARE ROW EXCLUSIVE if possible.")
                    .asException();
        }
    }
}
