package dev.tidemark.bench;

import dev.tidemark.plan.LockMode;
import java.util.List;

/**
 * What to measure a gate with.
 *
 * @param tries how many gates, and as many bare ones
 * @param partitions of each event topic
 * @param readers sessions that take the snapshot over
 * @param mode of the lock
 * @param tables names of demo tables
 */
public record GateBenchOptions(int tries, int partitions, int readers, LockMode mode, List<String> tables) {
    public GateBenchOptions {
        tables = List.copyOf(tables);
        if (tries < 1 || partitions < 1 || readers < 1 || tables.isEmpty()) {
            throw new IllegalArgumentException("At least one try, partition, reader and table.");
        }
    }
}
