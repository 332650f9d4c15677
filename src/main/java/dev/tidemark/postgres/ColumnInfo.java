package dev.tidemark.postgres;

/**
 * A column that can be read.
 *
 * @param name unquoted
 * @param type as PostgreSQL prints it, such as {@code numeric(10,2)}
 * @param typeOid the type's oid in {@code pg_type}; of a domain, its base type's
 * @param notNull whether it is declared NOT NULL
 */
public record ColumnInfo(String name, String type, int typeOid, boolean notNull) {}
