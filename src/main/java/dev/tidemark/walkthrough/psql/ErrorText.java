package dev.tidemark.walkthrough.psql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** An error as psql prints it, with the SQLSTATE, and the place in the statement if the server named one. */
final class ErrorText {
    private ErrorText() {}

    static String of(SQLException error, String sql) {
        ServerErrorMessage server = error instanceof PSQLException known ? known.getServerErrorMessage() : null;
        if (server == null) {
            return "ERROR:  " + error.getMessage();
        }
        List<String> lines = new ArrayList<>();
        lines.add(server.getSeverity() + ":  " + server.getSQLState() + ": " + server.getMessage());
        if (server.getPosition() > 0) {
            lines.addAll(place(sql, server.getPosition()));
        }
        add(lines, "DETAIL:  ", server.getDetail());
        add(lines, "HINT:  ", server.getHint());
        add(lines, "CONTEXT:  ", server.getWhere());
        return String.join("\n", lines);
    }

    private static void add(List<String> lines, String label, @Nullable String text) {
        if (text != null) {
            lines.add(label + text);
        }
    }

    /** @param position in characters, from 1 */
    private static List<String> place(String sql, int position) {
        int index = sql.offsetByCodePoints(0, Math.min(position - 1, sql.codePointCount(0, sql.length())));
        int begin = sql.lastIndexOf('\n', index - 1) + 1;
        int end = sql.indexOf('\n', index);
        String line = sql.substring(begin, end < 0 ? sql.length() : end);
        long number = sql.substring(0, begin).lines().count() + 1;
        String label = "LINE " + number + ": ";
        return List.of(label + line, " ".repeat(label.length() + index - begin) + "^");
    }
}
