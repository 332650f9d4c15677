package dev.tidemark.walkthrough.psql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was typed into a session, to be called up again with the arrow keys as in any shell. For one thread. */
public final class History {
    private final List<String> lines = new ArrayList<>();
    private int at;
    private String draft = "";

    /** Takes a line in; the same twice in a row counts once. */
    public void add(String line) {
        if (lines.isEmpty() || !lines.getLast().equals(line)) {
            lines.add(line);
        }
        at = lines.size();
    }

    /**
     * The line before; empty at the oldest.
     *
     * @param current what is typed now, to come back to
     */
    public Optional<String> older(String current) {
        if (at == 0) {
            return Optional.empty();
        }
        if (at == lines.size()) {
            draft = current;
        }
        at--;
        return Optional.of(lines.get(at));
    }

    /** The line after; behind the newest what was being typed before; empty if one is there already. */
    public Optional<String> newer() {
        if (at == lines.size()) {
            return Optional.empty();
        }
        at++;
        return Optional.of(at == lines.size() ? draft : lines.get(at));
    }
}
