package dev.tidemark.run;

import dev.tidemark.plan.TableName;
import java.util.List;

/**
 * What a {@code read_committed} consumer finds in the log of a run that is over.
 *
 * @param committed whether its rows are to be there, or a void wherever there is something of it
 * @param marks how many partitions have its mark
 * @param places how many partitions a mark was to go to
 * @param tables each table's rows
 * @param differences what is not as it should be, a sentence each
 */
public record Verification(
        boolean committed, int marks, int places, List<TableInLog> tables, List<String> differences) {

    /**
     * @param table the table
     * @param topic its rows topic
     * @param partitions how many that has
     * @param rows how many rows stand between its begins and ends
     * @param checksum over all of these
     */
    public record TableInLog(TableName table, String topic, int partitions, long rows, String checksum) {}

    public Verification {
        tables = List.copyOf(tables);
        differences = List.copyOf(differences);
    }

    /** Whether everything is as it should be. */
    public boolean holds() {
        return differences.isEmpty();
    }
}
