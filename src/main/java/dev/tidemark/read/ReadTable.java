package dev.tidemark.read;

import dev.tidemark.plan.TablePlan;
import dev.tidemark.wire.Begin;
import java.util.List;

/**
 * A table that is read to its end.
 *
 * @param plan what was asked for
 * @param columns what is in each row
 * @param rows how many
 * @param bytes of these as COPY sent them
 * @param checksum {@link dev.tidemark.wire.Checksum#text()} of all rows' keys and values
 * @param rowsInSnapshot what {@code count(*)} said in the same snapshot; equals {@code rows}, or the read had failed
 */
public record ReadTable(
        TablePlan plan, List<Begin.Column> columns, long rows, long bytes, String checksum, long rowsInSnapshot) {
    public ReadTable {
        columns = List.copyOf(columns);
    }
}
