package dev.tidemark.postgres;

import java.util.Optional;
import org.postgresql.core.Parser;

/**
 * Whether a text can stand between parentheses in a query without reaching out of them. The server can't tell:
 * {@code true) OR (true} and {@code 1); DROP TABLE t; SELECT (1} make good SQL there.
 *
 * @param text what the operator wrote
 * @param standardStrings whether a backslash in a string is a backslash, as the session is set
 */
record SqlExpression(String text, boolean standardStrings) {

    /** What is wrong, in a sentence; empty if nothing is. */
    Optional<String> flaw() {
        // The parser knows E'..' only behind something, as it is in a query; so positions count from 1 by themselves.
        char[] sql = (" " + text).toCharArray();
        int depth = 0;
        for (int i = 0; i < sql.length; i++) {
            switch (sql[i]) {
                case '\'' -> i = Parser.parseSingleQuotes(sql, i, standardStrings);
                case '"' -> i = Parser.parseDoubleQuotes(sql, i);
                case '-' -> i = Parser.parseLineComment(sql, i);
                case '/' -> i = Parser.parseBlockComment(sql, i);
                case '$' -> i = Parser.parseDollarQuotes(sql, i);
                case '(' -> depth++;
                case ')' -> depth--;
                case ';' -> {
                    return Optional.of("It has a semicolon, as between statements.");
                }
                default -> {}
            }
            if (depth < 0) {
                return Optional.of("It closes a parenthesis that it has not opened, at character " + i + ".");
            }
        }
        return depth == 0 ? Optional.empty() : Optional.of("It doesn't close a parenthesis that it opens.");
    }
}
