package dev.tidemark.command;

/**
 * Colours, where they are wanted (ECMA-48). Never colour alone: the words say the same.
 *
 * @param on whether to colour at all
 */
record Style(boolean on) {
    String bold(String text) {
        return with("1", text);
    }

    String faint(String text) {
        return with("2", text);
    }

    String good(String text) {
        return with("32", text);
    }

    String warning(String text) {
        return with("33", text);
    }

    String bad(String text) {
        return with("31", text);
    }

    private String with(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
