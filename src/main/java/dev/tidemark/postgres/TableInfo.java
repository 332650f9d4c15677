package dev.tidemark.postgres;

import dev.tidemark.plan.TableName;
import java.util.List;

/**
 * A table as the catalog describes it.
 *
 * @param name its name
 * @param oid its oid in {@code pg_class}
 * @param kind what it is
 * @param estimatedRows the planner's estimate, of all partitions; 0 if it was never analyzed
 * @param bytes the size of its main data with TOAST, of all partitions, without indexes; as of the last ANALYZE unless
 *     whole
 * @param columns in their order, dropped ones left out; empty unless whole
 * @param primaryKey the primary key's columns in their order; empty if there is none, or unless whole
 * @param partitions how many leaf partitions; 0 if it is not partitioned
 * @param whole whether columns, key and exact size were asked for: a list of all tables leaves them out
 */
public record TableInfo(
        TableName name,
        long oid,
        Kind kind,
        long estimatedRows,
        long bytes,
        List<ColumnInfo> columns,
        List<String> primaryKey,
        int partitions,
        boolean whole) {

    /** What a relation is. */
    public enum Kind {
        TABLE,
        PARTITIONED,
        VIEW,
        MATERIALIZED_VIEW,
        FOREIGN
    }

    public TableInfo {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
    }
}
