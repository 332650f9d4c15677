package dev.tidemark.gate;

import dev.tidemark.plan.TableName;
import dev.tidemark.problem.Problem;
import dev.tidemark.wire.Position;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The marks are in every partition, a reader has the snapshot; the gate is still closed. */
public final class Marked {
    /** It is gone, or somebody has it or asked for it earlier. */
    private static final Set<String> FASTER = Set.of("42P01", ExportSession.LOCK_NOT_AVAILABLE);

    private final Gate gate;
    private final Export export;
    private final String files;
    private final List<Position> marks;

    Marked(Gate gate, Export export, String files, List<Position> marks) {
        this.gate = gate;
        this.export = export;
        this.files = files;
        this.marks = marks;
    }

    /**
     * Proves that session 1 has held its locks up to now and opens the gate, then makes the marks visible: their offsets are fixed, so
     * that needs no lock.
     */
    public Released release() {
        return gate.step(() -> {
            long start = System.nanoTime();
            gate.exporter().commit();
            long opened = System.nanoTime();
            gate.listener().proved();
            gate.listener().opened(opened, Duration.ofNanos(opened - start));
            gate.opened();
            gate.readers().share(export.snapshot(), export.xid());
            if (gate.guardsLate()) {
                guardLate();
            }
            gate.readersReady();
            gate.marks().commit();
            gate.marksDone();
            return gate.handOver(new Released(export.snapshot(), marks, gate.readers()));
        });
    }

    /** Where the lock left no room for a guard, the readers take it now and look whether somebody was faster. */
    private void guardLate() throws SQLException {
        List<TableName> tables = gate.order().tableNames();
        try {
            gate.readers().guard(tables, gate.head());
        } catch (SQLException e) {
            if (FASTER.contains(String.valueOf(e.getSQLState()))) {
                throw rewritten().asException(e);
            }
            throw e;
        }
        if (!gate.readers().fingerprint(tables).equals(files)) {
            throw rewritten().asException();
        }
    }

    private static Problem rewritten() {
        return Problem.of(
                "rewritten",
                "A table was truncated, rewritten or dropped right after the lock was released.",
                "ACCESS EXCLUSIVE leaves no room for the readers' guard lock, and another session came first.",
                "Start a new run, with SHARE ROW EXCLUSIVE if possible.");
    }
}
