package dev.tidemark.run;

import java.util.List;

/**
 * What a rehearsal tells.
 *
 * @param gates in their order
 */
public record Rehearsed(List<RehearsedGate> gates) {
    public Rehearsed {
        gates = List.copyOf(gates);
    }

    /** The longest that a writer may wait, gate by gate. */
    public Spread stall() {
        return Spread.of(gates.stream().map(RehearsedGate::stall).toList());
    }

    /** How long the gates that went through were closed. */
    public Spread closed() {
        return Spread.of(gates.stream()
                .filter(gate -> gate.problem().isEmpty())
                .map(RehearsedGate::closed)
                .toList());
    }
}
