package dev.tidemark.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table's name with its schema, as PostgreSQL stores both: unquoted, case kept.
 *
 * @param schema such as {@code public}
 * @param name such as {@code orders}
 */
public record TableName(String schema, String name) implements Comparable<TableName> {

    /** A schema in double quotes, doubled where they are part of it, and what comes behind the dot. */
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")+)\"\\.(.+)", Pattern.DOTALL);

    /**
     * Reads {@code orders} (in schema public) or {@code sales.orders}; the first dot separates. A schema that has a dot
     * itself is in double quotes: {@code "sales.eu".orders}.
     */
    public static TableName parse(String text) {
        Matcher quoted = QUOTED.matcher(text);
        if (quoted.matches()) {
            return new TableName(quoted.group(1).replace("\"\"", "\""), quoted.group(2));
        }
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

    /** What {@link #parse} takes: {@code sales.orders}, or {@code "sales.eu".orders}. */
    @Override
    public String toString() {
        return (schema.contains(".") || schema.startsWith("\"") ? quote(schema) : schema) + "." + name;
    }
}
