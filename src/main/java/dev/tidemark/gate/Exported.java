package dev.tidemark.gate;

import dev.tidemark.problem.Problem;
import dev.tidemark.wire.Position;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The snapshot is exported; the gate is closed. */
public final class Exported {
    private final Gate gate;
    private final Export export;
    private final String files;

    Exported(Gate gate, Export export, String files) {
        this.gate = gate;
        this.export = export;
        this.files = files;
    }

    /**
     * Sends the marks and, while they are under way, hands the snapshot over to a reader. One is enough to keep it; it gets to
     * the others when the gate is open.
     */
    public Marked mark() {
        return gate.step(() -> {
            long start = System.nanoTime();
            CompletableFuture<List<Position>> sent = gate.marks().send(export.snapshot());
            gate.readers().importSnapshot(export.snapshot(), export.xid());
            List<Position> positions = await(sent);
            gate.listener().marked(Elapsed.since(start));
            return new Marked(gate, export, files, positions);
        });
    }

    /** The watchdog limits this wait: it abandons the gate when the budget is spent. */
    private List<Position> await(CompletableFuture<List<Position>> sent)
            throws InterruptedException, ExecutionException {
        CompletableFuture<Problem> abandoned = gate.abandoned();
        CompletableFuture.anyOf(sent, abandoned).get();
        if (abandoned.isDone()) {
            throw abandoned.join().asException();
        }
        return sent.get();
    }
}
