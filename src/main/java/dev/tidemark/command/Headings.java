package dev.tidemark.command;

/** Lines under a heading that stands in a column of its own, once. */
final class Headings {
    private static final int WIDTH = 10;

    private final Terminal terminal;
    private String current = "";

    Headings(Terminal terminal) {
        this.terminal = terminal;
    }

    synchronized void line(String heading, String text) {
        boolean fresh = !heading.equals(current);
        if (fresh && !current.isEmpty()) {
            terminal.blank();
        }
        current = heading;
        String label = String.format("%-" + WIDTH + "s", fresh ? heading : "");
        terminal.line(fresh ? terminal.style().bold(label) + text : label + text);
    }
}
