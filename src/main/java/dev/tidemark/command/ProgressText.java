package dev.tidemark.command;

import dev.tidemark.run.GateState;
import dev.tidemark.run.RunState;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** One line that says how far a run is; empty where there is nothing to wait for. */
final class ProgressText {
    private static final int BAR = 20;

    private ProgressText() {}

    static Optional<String> of(RunState state) {
        GateState gate = state.gate();
        return switch (state.stage()) {
            case LOCKING ->
                Optional.of("waiting for the lock, attempt " + Math.max(1, gate.attempt()) + " of " + gate.attempts()
                        + ": " + state.locks().ahead().size() + " ahead of us, "
                        + Figures.count(state.locks().waiting().size(), "writer") + " behind us");
            case LOCKED, EXPORTED, MARKED ->
                Optional.of("gate closed " + Figures.duration(gate.closedFor(System.nanoTime())) + " of at most "
                        + Figures.duration(gate.budget()) + ", "
                        + Figures.count(state.locks().waiting().size(), "writer") + " waiting");
            case READING -> Optional.of(bar("read", state.readFraction(), state.rowsRead(), state));
            case PUBLISHING -> Optional.of(bar("publish", state.publishFraction(), state.rowsPublished(), state));
            default -> Optional.empty();
        };
    }

    private static String bar(String what, double fraction, long rows, RunState state) {
        int full = (int) Math.round(fraction * BAR);
        long rate = Math.round(state.throughput().rowsPerSecond());
        return String.format(
                Locale.ROOT,
                "%-7s  %s%s %3.0f %%  %s%s%s",
                what,
                "█".repeat(full),
                "░".repeat(BAR - full),
                Math.floor(fraction * 100),
                Figures.count(rows, "row"),
                rate == 0 ? "" : "  " + Figures.count(rate) + "/s",
                state.throughput().left().map(ProgressText::left).orElse(""));
    }

    /** To the second: more would be a promise that nobody can keep. */
    private static String left(Duration left) {
        Duration seconds = Duration.ofSeconds(Math.max(1, Math.round(left.toMillis() / 1000.0)));
        return ", about "
                + (seconds.toMinutes() == 0 ? seconds.toSeconds() + " s" : Figures.duration(seconds))
                + " left";
    }
}
