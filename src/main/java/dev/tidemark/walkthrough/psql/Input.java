package dev.tidemark.walkthrough.psql;

import java.util.ArrayList;
import java.util.List;

/**
 * What is being typed, until a statement is complete: up to a semicolon outside of quotes, comments and parentheses
 * (PostgreSQL documentation, sections 4.1.2, 4.1.5; psql's lexer does the same). A backslash at the beginning of a line
 * is a command, complete with its line.
 */
final class Input {
    private final StringBuilder pending = new StringBuilder();
    private char inside = '-';

    /** Takes a line; gives the commands that it completes, without the semicolons' trailing blanks. */
    List<String> line(String line) {
        if (isEmpty() && line.stripLeading().startsWith("\\")) {
            return List.of(line.strip());
        }
        if (!pending.isEmpty()) {
            pending.append('\n');
        }
        pending.append(line);
        return complete();
    }

    boolean isEmpty() {
        return pending.toString().isBlank();
    }

    void clear() {
        pending.setLength(0);
    }

    /**
     * The sign before {@code >} in the prompt of the next line: {@code -} inside a statement, or what is open: a quote,
     * a parenthesis, {@code $} or {@code *} for a comment.
     */
    char inside() {
        return inside;
    }

    private List<String> complete() {
        List<String> statements = new ArrayList<>();
        SqlScan scan = new SqlScan(pending);
        int from = 0;
        for (int end = scan.statementEnd(from); end >= 0; end = scan.statementEnd(from)) {
            String statement = pending.substring(from, end).strip();
            if (!statement.equals(";")) {
                statements.add(statement);
            }
            from = end;
        }
        inside = scan.inside();
        pending.delete(0, from);
        if (pending.toString().isBlank()) {
            pending.setLength(0);
        }
        return statements;
    }
}
