package dev.tidemark.plan;

/** What a row's message value is made of. */
public sealed interface ValuePlan {
    /** What PostgreSQL's {@code to_jsonb(row)} gives for the chosen columns. */
    record Json() implements ValuePlan {}

    /** An SQL expression that gives json or jsonb. */
    record Sql(String expression) implements ValuePlan {}
}
