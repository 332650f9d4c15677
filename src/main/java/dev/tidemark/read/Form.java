package dev.tidemark.read;

/**
 * How a field's bytes are to be read.
 *
 * @param encoding of the field, or of its elements
 * @param array whether it is an array
 */
record Form(Encoding encoding, boolean array) {
    /** What the server made JSON of. */
    static final Form SERVER = new Form(Encoding.JSONB, false);

    /** What the server made text of. */
    static final Form TEXT = new Form(Encoding.TEXT, false);

    /** Writes a value that isn't null as JSON. */
    void write(byte[] in, int offset, int length, JsonBuffer out) {
        if (array) {
            ArrayJson.write(encoding, in, offset, out);
        } else {
            encoding.write(in, offset, length, out);
        }
    }

    /** Whether a value's JSON has at least as many bytes as the value, less one for a version. */
    boolean keepsItsLength() {
        return !array && (encoding == Encoding.TEXT || encoding == Encoding.JSONB || encoding == Encoding.BYTEA);
    }

    @Override
    public String toString() {
        return array ? encoding + "[]" : encoding.toString();
    }

    /** As {@link #toString()} gives it. */
    static Form parse(String text) {
        return text.endsWith("[]")
                ? new Form(Encoding.valueOf(text.substring(0, text.length() - 2)), true)
                : new Form(Encoding.valueOf(text), false);
    }
}
