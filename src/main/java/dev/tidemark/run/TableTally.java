package dev.tidemark.run;

import dev.tidemark.plan.TablePlan;
import dev.tidemark.read.ReadTable;
import dev.tidemark.read.TableProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Keeps count of one table; used on the run's thread alone. */
final class TableTally {
    private final TablePlan plan;
    private final long rowsExpected;
    private final Clock clock;
    private final Rate rate = new Rate();
    private @Nullable TableProgress progress;
    private @Nullable ReadTable whole;
    private @Nullable Instant started;
    private @Nullable Instant finished;
    private long published;

    TableTally(TablePlan plan, long rowsExpected, Clock clock) {
        this.plan = plan;
        this.rowsExpected = rowsExpected;
        this.clock = clock;
    }

    void progressed(TableProgress now) {
        if (started == null) {
            started = clock.instant();
        }
        if (whole == null) {
            progress = now;
        }
    }

    void read(ReadTable table) {
        if (started == null) {
            started = clock.instant();
        }
        whole = table;
        finished = clock.instant();
    }

    /** How long the read took or has taken so far. */
    Duration readFor() {
        return started == null
                ? Duration.ZERO
                : Duration.between(started, finished == null ? clock.instant() : finished);
    }

    void published(long rows) {
        published += rows;
    }

    /** Takes the time for the rate. */
    void tick(long nanoTime) {
        rate.at(nanoTime, published > 0 ? published : rowsRead());
    }

    private long rowsRead() {
        return whole != null ? whole.rows() : progress != null ? progress.rows() : 0;
    }

    TableState state() {
        long bytes = whole != null ? whole.bytes() : progress != null ? progress.bytes() : 0;
        long total = progress != null ? progress.blocksTotal() : 0;
        long done = whole != null ? total : progress != null ? progress.blocksDone() : 0;
        return new TableState(
                plan,
                rowsExpected,
                rowsRead(),
                bytes,
                done,
                total,
                rate.perSecond(),
                whole == null ? OptionalLong.empty() : OptionalLong.of(whole.rowsInSnapshot()),
                Optional.ofNullable(whole).map(ReadTable::checksum),
                published,
                Optional.ofNullable(started),
                Optional.ofNullable(finished));
    }
}
