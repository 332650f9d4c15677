package dev.tidemark.desktop.tables;

import dev.tidemark.desktop.text.Texts;
import dev.tidemark.plan.KeyPlan;
import java.util.Arrays;
import java.util.List;

/** Where a message's key may come from, as the operator chooses it. */
enum KeyChoice {
    PRIMARY_KEY("tables.key-primary"),
    COLUMNS("tables.key-columns"),
    EXPRESSION("tables.expression"),
    NONE("tables.key-none");

    private final String label;

    KeyChoice(String label) {
        this.label = label;
    }

    boolean needsText() {
        return this == COLUMNS || this == EXPRESSION;
    }

    /** One column gives its text, several a JSON object. */
    KeyPlan plan(String text) {
        return switch (this) {
            case PRIMARY_KEY -> new KeyPlan.PrimaryKey();
            case EXPRESSION -> new KeyPlan.Sql(text.strip());
            case NONE -> new KeyPlan.None();
            case COLUMNS -> {
                List<String> names = Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
                yield names.size() == 1 ? new KeyPlan.Text(names.getFirst()) : new KeyPlan.Json(names);
            }
        };
    }

    static KeyChoice of(KeyPlan plan) {
        return switch (plan) {
            case KeyPlan.PrimaryKey p -> PRIMARY_KEY;
            case KeyPlan.Text t -> COLUMNS;
            case KeyPlan.Json j -> COLUMNS;
            case KeyPlan.Sql s -> EXPRESSION;
            case KeyPlan.None n -> NONE;
        };
    }

    static String text(KeyPlan plan) {
        return switch (plan) {
            case KeyPlan.Text t -> t.column();
            case KeyPlan.Json j -> String.join(", ", j.columns());
            case KeyPlan.Sql s -> s.expression();
            case KeyPlan.PrimaryKey p -> "";
            case KeyPlan.None n -> "";
        };
    }

    @Override
    public String toString() {
        return Texts.text(label);
    }
}
