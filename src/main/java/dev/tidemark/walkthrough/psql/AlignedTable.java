package dev.tidemark.walkthrough.psql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows as psql prints them in its aligned format: names in the middle, numbers at the right, a plus sign where a value
 * goes on in the next line, the count below.
 */
final class AlignedTable {
    /** More than a person reads; the rows are all there, they are just not printed. */
    private static final int MOST_ROWS = 500;

    private final ResultRows rows;
    private final int[] widths;

    AlignedTable(ResultRows rows) {
        this.rows = rows;
        this.widths = widths(rows);
    }

    /** {@code (2 rows)} without the parentheses. */
    static String count(int rows) {
        return rows == 1 ? "1 row" : rows + " rows";
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(header());
        lines.add(rule());
        for (List<@Nullable String> row : shownRows()) {
            lines.addAll(row(row));
        }
        if (rows.rows().size() > MOST_ROWS) {
            lines.add("… " + count(rows.rows().size() - MOST_ROWS) + " more");
        }
        lines.add("(" + count(rows.rows().size()) + ")");
        return String.join("\n", lines);
    }

    /** One line a value, as after {@code \x}. */
    String expanded() {
        int name = rows.columns().stream()
                .mapToInt(column -> width(column.name()))
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (List<@Nullable String> row : shownRows()) {
            number++;
            lines.add("-[ RECORD " + number + " ]" + "-".repeat(Math.max(1, name - 8)));
            for (int i = 0; i < row.size(); i++) {
                String value = shown(row.get(i)).replace("\n", "+\n" + " ".repeat(name) + " | ");
                lines.add(padded(rows.columns().get(i).name(), name) + " | " + value);
            }
        }
        return lines.isEmpty() ? "(0 rows)" : String.join("\n", lines);
    }

    private List<List<@Nullable String>> shownRows() {
        return rows.rows().subList(0, Math.min(MOST_ROWS, rows.rows().size()));
    }

    private String header() {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            String name = rows.columns().get(i).name();
            int left = (widths[i] - width(name)) / 2;
            cells.add(" " + padded(" ".repeat(left) + name, widths[i]) + " ");
        }
        return String.join("|", cells).stripTrailing();
    }

    private String rule() {
        List<String> cells = new ArrayList<>();
        for (int width : widths) {
            cells.add("-".repeat(width + 2));
        }
        return String.join("+", cells);
    }

    /** A row takes as many lines as its tallest value. */
    private List<String> row(List<@Nullable String> values) {
        List<List<String>> cells =
                values.stream().map(value -> shown(value).lines().toList()).toList();
        int height = cells.stream().mapToInt(List::size).max().orElse(1);
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < Math.max(1, height); line++) {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < widths.length; i++) {
                parts.add(cell(cells.get(i), line, i));
            }
            lines.add(parts.stream().collect(Collectors.joining("|")).stripTrailing());
        }
        return lines;
    }

    private String cell(List<String> lines, int line, int column) {
        String text = line < lines.size() ? lines.get(line) : "";
        String goesOn = line < lines.size() - 1 ? "+" : " ";
        String gap = " ".repeat(widths[column] - width(text));
        return " " + (rows.columns().get(column).number() ? gap + text : text + gap) + goesOn;
    }

    private static int[] widths(ResultRows rows) {
        int[] widths = new int[rows.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            int widest = rows.rows().stream()
                    .limit(MOST_ROWS)
                    .flatMap(row -> shown(row.get(column)).lines())
                    .mapToInt(AlignedTable::width)
                    .max()
                    .orElse(0);
            widths[i] = Math.max(widest, width(rows.columns().get(i).name()));
        }
        return widths;
    }

    /** psql shows NULL as nothing, and a tab as a tab; it would break the columns here. */
    private static String shown(@Nullable String value) {
        return value == null ? "" : value.replace("\t", "    ");
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
