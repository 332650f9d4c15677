package dev.tidemark.read;

import dev.tidemark.kafka.RowLimit;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.wire.RowOutlet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What is to be read.
 *
 * @param tables which tables, none twice
 * @param destination where their rows go
 * @param longestRows how many bytes key and value together may have; a table that isn't there has no limit
 * @param frames what is around each table's values; a table that isn't there has nothing around them
 * @param rowsPerSecond of all readers together at most; empty for as many as they can
 */
public record ReadOrder(
        List<TablePlan> tables,
        Destination destination,
        Map<TableName, RowLimit> longestRows,
        Map<TableName, ValueFrame> frames,
        OptionalInt rowsPerSecond) {

    /** Where rows go. */
    public sealed interface Destination {
        /**
         * Into files, to be published later.
         *
         * @param folder for this run alone; made if it isn't there
         */
        record Files(Path folder) implements Destination {}

        /** Away, while they are read; nothing of them stays here. */
        record Outlet(RowOutlet outlet) implements Destination {}
    }

    public ReadOrder {
        tables = List.copyOf(tables);
        longestRows = Map.copyOf(longestRows);
        frames = Map.copyOf(frames);
    }

    /** With the values as they are. */
    public ReadOrder(
            List<TablePlan> tables,
            Destination destination,
            Map<TableName, RowLimit> longestRows,
            OptionalInt rowsPerSecond) {
        this(tables, destination, longestRows, Map.of(), rowsPerSecond);
    }

    /** Into files, without limits. */
    public static ReadOrder staged(List<TablePlan> tables, Path folder) {
        return new ReadOrder(tables, new Destination.Files(folder), Map.of(), OptionalInt.empty());
    }
}
