package dev.tidemark.command;

import dev.tidemark.walkthrough.Hang;
import dev.tidemark.walkthrough.SessionView;
import dev.tidemark.walkthrough.psql.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Three sessions in three columns. What has been printed once is not printed again. */
final class SideBySide {
    private static final String GAP = " │ ";

    private final Terminal terminal;
    private final int width;
    private int[] printed = new int[0];

    /** @param whole how many signs there are on a line */
    SideBySide(Terminal terminal, int whole, int sessions) {
        this.terminal = terminal;
        this.width = Math.max(20, (whole - GAP.length() * (sessions - 1)) / sessions);
    }

    /** The sessions are new ones. */
    void startAgain() {
        printed = new int[0];
    }

    void heading(List<SessionView> sessions) {
        List<String> cells = new ArrayList<>();
        for (SessionView session : sessions) {
            String role = session.role().isEmpty() ? "" : ": " + session.role();
            cells.add(terminal.style().bold(padded("Session " + session.number() + role)));
        }
        terminal.line(String.join(GAP, cells).stripTrailing());
        terminal.line(
                String.join("─┼─", sessions.stream().map(s -> "─".repeat(width)).toList()));
    }

    /** What is new in each. */
    void news(List<SessionView> sessions) {
        if (printed.length != sessions.size()) {
            printed = new int[sessions.size()];
        }
        List<List<String>> columns = new ArrayList<>();
        for (int i = 0; i < sessions.size(); i++) {
            columns.add(column(sessions.get(i), printed[i]));
            printed[i] = sessions.get(i).lines().size();
        }
        int height = columns.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            List<String> cells = new ArrayList<>();
            for (List<String> column : columns) {
                cells.add(line < column.size() ? column.get(line) : padded(""));
            }
            terminal.line(String.join(GAP, cells).stripTrailing());
        }
    }

    private List<String> column(SessionView session, int from) {
        List<String> cells = new ArrayList<>();
        for (Line line : session.lines()
                .subList(Math.min(from, session.lines().size()), session.lines().size())) {
            UnaryOperator<String> look = look(line.kind());
            (line.prompt() + line.text()).lines().forEach(text -> wrapped(text, look, cells));
        }
        session.hang().ifPresent(hang -> wrapped(waiting(hang), terminal.style()::warning, cells));
        return cells;
    }

    private static String waiting(Hang hang) {
        return String.format(
                Locale.ROOT,
                "… waits for %s, %.1f s",
                hang.who(),
                hang.lasting().toMillis() / 1000.0);
    }

    private UnaryOperator<String> look(Line.Kind kind) {
        return switch (kind) {
            case TYPED -> terminal.style()::bold;
            case ERROR -> terminal.style()::bad;
            case NOTE, NOTICE, TAG -> terminal.style()::faint;
            case ROWS -> UnaryOperator.identity();
        };
    }

    private void wrapped(String text, UnaryOperator<String> look, List<String> cells) {
        int from = 0;
        do {
            int end = from + Math.min(width, text.length() - from);
            if (end < text.length() && text.lastIndexOf(' ', end) > from + width / 2) {
                end = text.lastIndexOf(' ', end);
            }
            cells.add(look.apply(padded(text.substring(from, end))));
            from = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        } while (from < text.length());
    }

    private String padded(String text) {
        String cut = text.length() > width ? text.substring(0, width - 1) + "…" : text;
        return cut + " ".repeat(width - cut.codePointCount(0, cut.length()));
    }
}
