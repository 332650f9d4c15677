package dev.tidemark.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * What faults did to runs.
 *
 * @param rounds runs that were hit by a fault
 * @param losses rows that a consumer ended without, or with another value, or marks that it would wait at for ever
 * @param duplicates rows that stood twice between a begin and its end
 * @param locksLeft gates that were not open again within their budget and a second
 * @param orphans runs, files and open transactions that were left and that the history does not offer to clear up
 * @param committed runs that came to their commit all the same, or were taken up again
 * @param byStage rounds by the stage that the run had reached when it was hit
 */
public record FaultFigures(
        int rounds,
        long losses,
        long duplicates,
        long locksLeft,
        long orphans,
        int committed,
        Map<String, Integer> byStage) {

    public FaultFigures {
        byStage = Map.copyOf(byStage);
    }

    static FaultFigures none() {
        return new FaultFigures(0, 0, 0, 0, 0, 0, Map.of());
    }

    FaultFigures plus(FaultFigures other) {
        Map<String, Integer> stages = new TreeMap<>(byStage);
        other.byStage.forEach((stage, count) -> stages.merge(stage, count, Integer::sum));
        return new FaultFigures(
                rounds + other.rounds,
                losses + other.losses,
                duplicates + other.duplicates,
                locksLeft + other.locksLeft,
                orphans + other.orphans,
                committed + other.committed,
                stages);
    }

    public boolean clean() {
        return losses == 0 && duplicates == 0 && locksLeft == 0 && orphans == 0;
    }
}
