package dev.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void percentilesAreMeasuredTimes() {
        Spread spread = Spread.of(IntStream.rangeClosed(1, 200)
                .mapToObj(i -> Duration.ofMillis(201 - i))
                .toList());

        assertThat(spread)
                .isEqualTo(new Spread(
                        200,
                        Duration.ofMillis(100),
                        Duration.ofMillis(180),
                        Duration.ofMillis(198),
                        Duration.ofMillis(200)));
    }

    @Test
    void ofOneTimeAllAreThatTime() {
        Duration only = Duration.ofNanos(7);

        assertThat(Spread.of(List.of(only))).isEqualTo(new Spread(1, only, only, only, only));
    }
}
