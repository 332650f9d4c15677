package dev.tidemark.gate;

import dev.tidemark.plan.KeyPlan;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.ValuePlan;
import dev.tidemark.postgres.ColumnInfo;
import dev.tidemark.postgres.TableInfo;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A table of the plan that exists.
 *
 * @param plan what is asked of it
 * @param info what the catalog says of it
 */
record ChosenTable(TablePlan plan, TableInfo info) {

    TableName name() {
        return plan.table();
    }

    /** The columns that the plan names. */
    Set<String> named() {
        Set<String> named = new LinkedHashSet<>(plan.columns());
        switch (plan.key()) {
            case KeyPlan.Text(String column) -> named.add(column);
            case KeyPlan.Json(List<String> columns) -> named.addAll(columns);
            case KeyPlan.PrimaryKey(), KeyPlan.Sql _, KeyPlan.None() -> {}
        }
        return named;
    }

    /** The columns that are read, as far as that can be told without knowing what an expression needs. */
    Set<String> read() {
        Set<String> read = named();
        if (plan.key() instanceof KeyPlan.PrimaryKey) {
            read.addAll(info.primaryKey());
        }
        if (plan.columns().isEmpty() && plan.value() instanceof ValuePlan.Json) {
            info.columns().stream().map(ColumnInfo::name).forEach(read::add);
        }
        return read;
    }

    static String count(List<ChosenTable> tables) {
        return tables.size() == 1 ? tables.getFirst().name().toString() : tables.size() + " tables";
    }
}
