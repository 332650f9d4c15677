package dev.tidemark.gate;

import dev.tidemark.postgres.Readers;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;

/**
 * Goes through a gate's steps where nobody waits for it: without a lock, with marks that go to a topic of our own and are
 * taken back. What is done for the first time takes many times as long as later (classes, compiled code, the caches of
 * the server's new backends, the coordinator of transactions), and in the gate writers would pay for it. Each passage has
 * ended before the gate's own transaction begins: a snapshot older than the lock would miss rows.
 */
final class DryPassages {
    /** By measuring: after 30 the first gate takes hardly less than after 15. */
    private static final int PASSAGES = 15;

    private final GateOrder order;
    private final ExportSession exporter;
    private final Readers readers;

    DryPassages(GateOrder order, ExportSession exporter, Readers readers) {
        this.order = order;
        this.exporter = exporter;
        this.readers = readers;
    }

    /** @param gate one whose marks count for nothing and whose release ends nothing */
    void through(Gate gate) throws SQLException, InterruptedException, ExecutionException {
        for (int i = 0; i < PASSAGES; i++) {
            readers.begin(order.plan().lockTimeout());
            gate.marks().prepare(gate.abandoned());
            exporter.beginDry();
            new Locked(gate).export().mark().release();
            readers.rollBack();
        }
    }
}
