package dev.tidemark.read;

/**
 * A field of the rows that COPY sends.
 *
 * @param name the column's name; for an expression, what it is for
 * @param type as PostgreSQL prints it
 * @param sql the expression in the SELECT list
 * @param form how its bytes are read
 */
record CopyField(String name, String type, String sql, Form form) {}
