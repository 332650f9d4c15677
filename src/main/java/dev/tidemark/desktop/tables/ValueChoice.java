package dev.tidemark.desktop.tables;

import dev.tidemark.desktop.text.Texts;
import dev.tidemark.plan.ValuePlan;

/** What a message's value is made of, as the operator chooses it. */
enum ValueChoice {
    JSON("tables.value-json"),
    EXPRESSION("tables.expression");

    private final String label;

    ValueChoice(String label) {
        this.label = label;
    }

    ValuePlan plan(String text) {
        return this == JSON ? new ValuePlan.Json() : new ValuePlan.Sql(text.strip());
    }

    @Override
    public String toString() {
        return Texts.text(label);
    }
}
