package dev.tidemark.gate;

import java.time.Duration;

/** The gate is closed: every table is locked, and what was published before is in the log. */
public final class Locked {
    private final Gate gate;

    Locked(Gate gate) {
        this.gate = gate;
    }

    /** Exports session 1's snapshot: all that was committed before the lock, and nothing after. */
    public Exported export() {
        return gate.step(() -> {
            long start = System.nanoTime();
            Duration along = gate.exporter().exportedAlong();
            Export export = gate.exporter().export();
            String files = gate.order().plan().lockMode().allowsGuard()
                    ? ""
                    : gate.exporter().fingerprint(gate.order().tableNames());
            gate.listener().exported(export.snapshot(), Elapsed.since(start).plus(along));
            return new Exported(gate, export, files);
        });
    }
}
