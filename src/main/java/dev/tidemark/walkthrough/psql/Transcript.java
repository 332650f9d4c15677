package dev.tidemark.walkthrough.psql;

import java.util.ArrayList;
import java.util.List;

/** What stands in a session, from its top to its bottom; grows only. May be used from any thread. */
public final class Transcript {
    /** A session that prints for ever must not fill the memory. */
    private static final int MOST = 5_000;

    private final List<Line> lines = new ArrayList<>();
    private final Runnable changed;

    Transcript(Runnable changed) {
        this.changed = changed;
    }

    void add(Line line) {
        synchronized (this) {
            if (lines.size() == MOST) {
                lines.add(Line.note("This session is full; what follows is not shown."));
            }
            if (lines.size() > MOST) {
                return;
            }
            lines.add(line);
        }
        changed.run();
    }

    public synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Those from this index on. */
    public synchronized List<Line> since(int index) {
        return List.copyOf(lines.subList(Math.min(index, lines.size()), lines.size()));
    }

    public synchronized int size() {
        return lines.size();
    }
}
