package dev.tidemark.gate;

import dev.tidemark.postgres.Readers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Goes through a gate's steps where nobody waits for it: without a lock, with marks that go to a topic of our own and are
 * taken back. What is done for the first time takes many times as long as later (classes, compiled code, the caches of
 * the server's new backends, the coordinator of transactions), and in the gate writers would pay for it. Each passage has
 * ended before the gate's own transaction begins: a snapshot older than the lock would miss rows.
 */
final class DryPassages {
    /** In a program's first gate marks took 4 ms after 15 passages, 2.2 after 80 and 0.9 after some hundreds. */
    private static final int PROGRAM = 80;

    /** Nobody waits longer than that for passages that only the program needs; two busy cores get through some 60 of them. */
    private static final Duration LONGEST = Duration.ofMillis(1_000);

    /** New sessions and a new producer need so many, however often others went through. */
    private static final int EACH = 10;

    /** How often this program went through: its code is compiled once for all gates. */
    private static final AtomicInteger GONE_THROUGH = new AtomicInteger();

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
        long start = System.nanoTime();
        for (int i = 0;
                i < EACH || GONE_THROUGH.get() < PROGRAM && Elapsed.since(start).compareTo(LONGEST) < 0;
                i++) {
            readers.begin(order.plan().lockTimeout());
            gate.marks().prepare(gate.abandoned());
            exporter.beginDry();
            gate.drain().export().mark().release();
            readers.rollBack();
            GONE_THROUGH.incrementAndGet();
        }
    }
}
