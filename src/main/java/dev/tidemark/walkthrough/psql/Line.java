package dev.tidemark.walkthrough.psql;

/**
 * Something that stands in a session, one or more lines of text.
 *
 * @param kind what it is
 * @param prompt what stood before the text when it was typed; empty for all that was not typed
 * @param text without a line end at its end
 */
public record Line(Kind kind, String prompt, String text) {

    public enum Kind {
        /** What was typed. */
        TYPED,
        /** A command tag such as {@code INSERT 0 2}. */
        TAG,
        /** A table of rows. */
        ROWS,
        /** What the server refused. */
        ERROR,
        /** What the server remarked. */
        NOTICE,
        /** What the session itself says. */
        NOTE
    }

    static Line typed(String prompt, String text) {
        return new Line(Kind.TYPED, prompt, text);
    }

    static Line tag(String text) {
        return new Line(Kind.TAG, "", text);
    }

    public static Line rows(String text) {
        return new Line(Kind.ROWS, "", text);
    }

    public static Line error(String text) {
        return new Line(Kind.ERROR, "", text);
    }

    static Line notice(String text) {
        return new Line(Kind.NOTICE, "", text);
    }

    public static Line note(String text) {
        return new Line(Kind.NOTE, "", text);
    }
}
