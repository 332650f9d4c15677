package dev.tidemark.plan;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the snapshot is read.
 *
 * @param readers how many sessions read at once, at least 1
 * @param stage the folder in which the staged rows are kept; empty: the run's own folder
 */
public record ReadPlan(int readers, Optional<Path> stage) {
    public static ReadPlan standard() {
        return new ReadPlan(2, Optional.empty());
    }
}
