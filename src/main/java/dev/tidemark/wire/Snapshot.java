package dev.tidemark.wire;

import java.util.Arrays;
import java.util.List;

/**
 * A PostgreSQL snapshot that other transactions can import (PostgreSQL documentation, section 9.28.5).
 *
 * @param id what {@code pg_export_snapshot()} gave, such as {@code 00000003-00000006-1}
 * @param xmin the lowest transaction id still in progress; everything below is visible or dead
 * @param xmax one past the highest completed transaction id; nothing from here on is visible
 * @param inProgress transaction ids between the two that are not visible, ascending
 * @param lsn the write-ahead log's position when the snapshot was exported, such as {@code 0/1A2B3C48}
 */
public record Snapshot(String id, long xmin, long xmax, List<Long> inProgress, String lsn) {
    public Snapshot {
        inProgress = List.copyOf(inProgress);
    }

    /** Takes the text form of {@code pg_current_snapshot()}, {@code xmin:xmax:xip,xip}, apart. */
    public static Snapshot of(String id, String text, String lsn) {
        String[] parts = text.split(":", -1);
        List<Long> inProgress = parts[2].isEmpty()
                ? List.of()
                : Arrays.stream(parts[2].split(",", -1)).map(Long::valueOf).toList();
        return new Snapshot(id, Long.parseLong(parts[0]), Long.parseLong(parts[1]), inProgress, lsn);
    }

    /** The same without one transaction among those in progress. */
    public Snapshot without(long xid) {
        return new Snapshot(
                id, xmin, xmax, inProgress.stream().filter(x -> x != xid).toList(), lsn);
    }

    /** Whether a transaction sees the same rows through the other snapshot; {@code id} and {@code lsn} don't count. */
    public boolean seesTheSameAs(Snapshot other) {
        return xmin == other.xmin && xmax == other.xmax && inProgress.equals(other.inProgress);
    }
}
