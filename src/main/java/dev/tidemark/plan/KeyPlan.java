package dev.tidemark.plan;

import java.util.List;

/** What a row's message key is made of. */
public sealed interface KeyPlan {
    /** From the primary key: {@link Text} if it has one column, {@link Json} if it has several. */
    record PrimaryKey() implements KeyPlan {}

    /** One column's text form. */
    record Text(String column) implements KeyPlan {}

    /** A compact JSON object of these columns, in this order. */
    record Json(List<String> columns) implements KeyPlan {
        public Json {
            columns = List.copyOf(columns);
        }
    }

    /** An SQL expression over the table's columns; its text form. */
    record Sql(String expression) implements KeyPlan {}

    /** No key at all: rows are spread over the partitions. */
    record None() implements KeyPlan {}
}
