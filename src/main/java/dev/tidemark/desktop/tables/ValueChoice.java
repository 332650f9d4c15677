package dev.tidemark.desktop.tables;

import dev.tidemark.plan.ValuePlan;

/** What a message's value is made of, as the operator chooses it. */
enum ValueChoice {
    JSON("JSON, as to_jsonb(row)"),
    EXPRESSION("SQL expression");

    private final String label;

    ValueChoice(String label) {
        this.label = label;
    }

    ValuePlan plan(String text) {
        return this == JSON ? new ValuePlan.Json() : new ValuePlan.Sql(text.strip());
    }

    @Override
    public String toString() {
        return label;
    }
}
