package dev.tidemark.read;

import dev.tidemark.plan.TableName;

/**
 * A column as it has to be read.
 *
 * @param name unquoted
 * @param type as PostgreSQL prints it
 * @param form in which COPY sends it
 * @param byServer whether the server has to make JSON of it first
 * @param textAsIs whether what COPY sends gives {@code column::text} too, without asking for it
 */
record TableColumn(String name, String type, Form form, boolean byServer, boolean textAsIs) {
    private static final int BPCHAR = 1042;
    private static final int FIRST_WITH_SHORTEST_FLOATS = 120_000;

    /**
     * @param typeOid of the type, or of the elements, with domains looked through
     * @param array whether it is an array
     * @param label whether the type is an enum, whose JSON is its label
     */
    static TableColumn of(String name, String type, int typeOid, boolean array, boolean label, int serverVersion) {
        Encoding encoding = label ? Encoding.TEXT : Encoding.of(typeOid).orElse(null);
        boolean old = serverVersion < FIRST_WITH_SHORTEST_FLOATS
                && (encoding == Encoding.FLOAT4 || encoding == Encoding.FLOAT8);
        if (encoding == null || old) {
            return new TableColumn(name, type, Form.SERVER, true, false);
        }
        // The cast to text takes the padding off a char(n); its JSON keeps it.
        boolean textAsIs = !array && encoding.textAsIs() && typeOid != BPCHAR;
        return new TableColumn(name, type, new Form(encoding, array), false, textAsIs);
    }

    CopyField field() {
        String column = TableName.quote(name);
        return new CopyField(name, type, byServer ? "pg_catalog.to_jsonb(" + column + ")" : column, form);
    }

    CopyField textField() {
        return new CopyField(name, "text", TableName.quote(name) + "::pg_catalog.text", Form.TEXT);
    }
}
