package dev.tidemark.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.plan.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkTest {
    private static final Mark MARK = new Mark(
            new RunId("20261123-140200-k7f3"),
            new Snapshot("00000003-00000006-1", 7341, 7345, List.of(7342L, 7344L), "0/1A2B3C48"),
            "a \"shop\" \\ für alle",
            "7312904417711489025",
            List.of(new Mark.MarkedTable(new TableName("public", "or\"ders"), "orders.backfill")),
            Instant.parse("2026-11-23T14:02:00.184Z"));

    @Test
    void isReadAsItWasWritten() {
        assertThat(Mark.parse(MARK.toBytes())).isEqualTo(MARK);
    }

    @Test
    void isReadAsItWasWrittenWithPositionsBesideTheEvents() {
        Mark beside = MARK.withPositions(Map.of("orders", List.of(4411L, 4398L), "a \"topic\"", List.of()));

        assertThat(Mark.parse(beside.toBytes())).isEqualTo(beside);
    }
}
