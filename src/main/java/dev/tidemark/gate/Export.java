package dev.tidemark.gate;

import dev.tidemark.wire.Snapshot;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What session 1 exported.
 *
 * @param snapshot all that was committed before the lock
 * @param xid its transaction's own id, 0 if it has none
 * @param took by the server's clock
 */
record Export(Snapshot snapshot, long xid, Duration took) {
    /** The functions exist in every version from 11 on. Between the first and the last column the server exports. */
    static final String SQL = """
            SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint,
                   pg_export_snapshot(), txid_current_snapshot(), pg_current_wal_lsn(),
                   coalesce(txid_current_if_assigned(), 0),
                   (extract(epoch FROM clock_timestamp()) * 1000000)::bigint""";

    /** @param rows what the server answered to {@link #SQL} */
    static Export of(List<List<@Nullable String>> rows) {
        List<@Nullable String> row = rows.getFirst();
        long micros = Long.parseLong(text(row, 5)) - Long.parseLong(text(row, 0));
        return new Export(
                Snapshot.of(text(row, 1), text(row, 2), text(row, 3)),
                Long.parseLong(text(row, 4)),
                // Somebody may have set the server's clock back in between.
                Duration.of(Math.max(0, micros), ChronoUnit.MICROS));
    }

    private static String text(List<@Nullable String> row, int column) {
        return Objects.requireNonNull(row.get(column));
    }
}
