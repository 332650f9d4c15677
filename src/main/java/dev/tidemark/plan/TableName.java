package dev.tidemark.plan;

/**
 * A table's name with its schema, as PostgreSQL stores both: unquoted, case kept.
 *
 * @param schema such as {@code public}
 * @param name such as {@code orders}
 */
public record TableName(String schema, String name) implements Comparable<TableName> {

    /** Reads {@code orders} (in schema public) or {@code sales.orders}; the first dot separates. */
    public static TableName parse(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? new TableName("public", text) : new TableName(text.substring(0, dot), text.substring(dot + 1));
    }

    /** The name as SQL needs it, quoted always. */
    public String sql() {
        return quote(schema) + "." + quote(name);
    }

    /** An identifier in double quotes (PostgreSQL documentation, section 4.1.1). */
    public static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public int compareTo(TableName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
