package dev.tidemark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.bench.Measure.Way;
import dev.tidemark.consume.LogReader;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.MessageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every way of the measurement brings every row to where it belongs. */
@ExtendWith(SharedServers.class)
class ReadBenchTest {
    private static final int ROWS = 3_000;

    @Test
    void everyWayGoesOverEveryRow(TestServers servers) {
        BenchServers bench = new BenchServers(
                servers.freshDatabase(),
                servers.kafka(),
                servers.postgres().pid(),
                servers.broker().pid());
        List<Measure> told = new ArrayList<>();
        ReadBenchResult result = new ReadBench(bench, new ReadBenchOptions(ROWS, 2, true, true), told::add).run();
        assertThat(told).isEqualTo(result.measures());
        assertThat(result.measures()).extracting(Measure::way).containsExactly(Way.values());
        assertThat(result.measures()).allSatisfy(m -> {
            assertThat(m.rows()).isEqualTo(ROWS);
            assertThat(m.took()).isPositive();
        });
        assertThat(result.bytesPerRow()).isBetween(150.0, 300.0);
        // Once to get warm, once to measure; the producer alone sends to where the bare loop does.
        assertThat(LogReader.committed(servers.kafka(), BenchTable.TOPIC + ".loop"))
                .hasSize(4 * ROWS);
        assertThat(LogReader.committed(servers.kafka(), BenchTable.TOPIC + ".plain"))
                .hasSize(2 * ROWS);
        assertThat(LogReader.committed(servers.kafka(), BenchTable.TOPIC + ".backfill").stream()
                        .filter(m -> m.kind().equals(Optional.of(MessageKind.ROW))))
                .hasSize(4 * ROWS);
    }
}
