package dev.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
    private static final long HALF_A_SECOND = 500_000_000L;

    private final Pulse pulse = new Pulse();
    private long now = 1_000;
    private double done;

    private void go(Duration time, double share) {
        long ticks = time.toNanos() / HALF_A_SECOND;
        for (int i = 0; i < ticks; i++) {
            now += HALF_A_SECOND;
            done += share / ticks;
            pulse.tick(now, Math.round(done * 1_000_000), Math.round(done * 1e9), done);
        }
    }

    @Test
    void isWhatItTakesAtTheSpeedOfTheLastSeconds() {
        pulse.restart(now);
        go(Duration.ofSeconds(60), 0.1);
        assertThat(left()).isCloseTo(540, within(5.0));
        go(Duration.ofSeconds(10), 0.4);
        assertThat(left()).as("at the speed of all the time it would be 70 s").isCloseTo(12.5, within(0.5));
        assertThat(pulse.throughput().rowsPerSecond()).isCloseTo(40_000, within(500.0));
    }

    @Test
    void isNotKnownAtFirstNorWhileNothingMoves() {
        pulse.restart(now);
        assertThat(pulse.throughput().left()).isEmpty();
        go(Duration.ofSeconds(5), 0.3);
        assertThat(pulse.throughput().left()).isPresent();
        go(Duration.ofSeconds(10), 0);
        assertThat(pulse.throughput().left()).isEmpty();
    }

    private double left() {
        return pulse.throughput().left().orElseThrow().toMillis() / 1000.0;
    }

    @Test
    void aTableIsDoneWhenItIsAndNotAMomentBefore() {
        assertThat(table(100, 250, 0, 0, false).fraction())
                .as("a view of more rows than were expected")
                .isEqualTo(0.99);
        assertThat(table(100, 50, 0, 0, false).fraction()).isEqualTo(0.5);
        assertThat(table(0, 10, 0, 0, false).fraction()).isZero();
        assertThat(table(100, 10, 30, 20, false).fraction()).isEqualTo(0.99);
        assertThat(table(100, 10, 20, 20, false).fraction())
                .as("count(*) is to come")
                .isEqualTo(0.99);
        assertThat(table(100, 10, 0, 0, true).fraction()).isEqualTo(1);
    }

    private static TableState table(long expected, long read, long blocks, long blocksTotal, boolean finished) {
        return new TableState(
                TablePlan.whole(new TableName("public", "t"), "events"),
                expected,
                read,
                read,
                blocks,
                blocksTotal,
                0,
                OptionalLong.empty(),
                Optional.empty(),
                0,
                Optional.of(Instant.EPOCH),
                finished ? Optional.of(Instant.EPOCH) : Optional.empty());
    }
}
