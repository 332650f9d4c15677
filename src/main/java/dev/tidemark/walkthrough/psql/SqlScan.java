package dev.tidemark.walkthrough.psql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where SQL statements end. */
final class SqlScan {
    private static final Pattern DOLLAR =
            Pattern.compile("\\$(?:[A-Za-z_\\x80-\\uffff][A-Za-z0-9_\\x80-\\uffff]*)?\\$");

    private final CharSequence text;
    private char inside = '-';

    SqlScan(CharSequence text) {
        this.text = text;
    }

    /** What was open at the end of the text when a statement's end was looked for and not found. */
    char inside() {
        return inside;
    }

    /** The place behind the semicolon that ends the statement beginning here; -1 if it isn't there yet. */
    int statementEnd(int from) {
        int open = 0;
        int at = from;
        while (at < text.length()) {
            char sign = text.charAt(at);
            switch (sign) {
                case '\'' -> at = quoted(at, '\'', escapes(at));
                case '"' -> at = quoted(at, '"', false);
                case '$' -> at = dollarQuoted(at);
                case '-' -> at = follows(at, '-') ? lineEnd(at) : at + 1;
                case '/' -> at = follows(at, '*') ? comment(at) : at + 1;
                case '(' -> {
                    open++;
                    at++;
                }
                case ')' -> {
                    open = Math.max(0, open - 1);
                    at++;
                }
                case ';' -> {
                    at++;
                    if (open == 0) {
                        return at;
                    }
                }
                default -> at++;
            }
            if (at < 0) {
                return -1;
            }
        }
        inside = open > 0 ? '(' : '-';
        return -1;
    }

    /** Whether the quote belongs to an {@code E'…'} string, in which a backslash takes the next sign along. */
    private boolean escapes(int quote) {
        if (quote == 0 || Character.toUpperCase(text.charAt(quote - 1)) != 'E') {
            return false;
        }
        return quote == 1 || !Character.isLetterOrDigit(text.charAt(quote - 2)) && text.charAt(quote - 2) != '_';
    }

    private int quoted(int start, char quote, boolean escapes) {
        for (int at = start + 1; at < text.length(); at++) {
            if (escapes && text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == quote) {
                return at + 1;
            }
        }
        return unfinished(quote);
    }

    private int dollarQuoted(int start) {
        boolean partOfName = start > 0 && Character.isLetterOrDigit(text.charAt(start - 1));
        Matcher tag = DOLLAR.matcher(text).region(start, text.length());
        if (partOfName || !tag.lookingAt()) {
            return start + 1;
        }
        int end = text.toString().indexOf(tag.group(), tag.end());
        return end < 0 ? unfinished('$') : end + tag.group().length();
    }

    /** Comments nest in SQL. */
    private int comment(int start) {
        int depth = 0;
        for (int at = start; at < text.length() - 1; at++) {
            if (text.charAt(at) == '/' && follows(at, '*')) {
                depth++;
                at++;
            } else if (text.charAt(at) == '*' && follows(at, '/')) {
                depth--;
                at++;
                if (depth == 0) {
                    return at + 1;
                }
            }
        }
        return unfinished('*');
    }

    private int lineEnd(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n') {
            end++;
        }
        return end;
    }

    private boolean follows(int at, char next) {
        return at + 1 < text.length() && text.charAt(at + 1) == next;
    }

    private int unfinished(char open) {
        inside = open;
        return -1;
    }
}
