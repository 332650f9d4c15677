package dev.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consume.LogReader;
import dev.tidemark.consume.LogReader.Message;
import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan;
import dev.tidemark.plan.ReadPlan.Mode;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.plan.TablePlan.Envelope;
import dev.tidemark.sandbox.DemoShop;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.MessageKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A streamed run's rows are in the log before the commit, count from then on, and are void after a discard. */
@ExtendWith(SharedServers.class)
class StreamedRunTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path stage;

    @Test
    void discardedRowsAreVoidWhereTheyAre(TestServers servers) {
        DemoShop shop = servers.freshShop(300);
        Plan bare = shop.plan();
        Plan plan = Plan.of(
                        bare.database(),
                        bare.kafka(),
                        bare.tables().stream()
                                .map(t -> t.withEnvelope(
                                        t.equals(bare.tables().getLast()) ? Envelope.CLOUDEVENTS : Envelope.DEBEZIUM))
                                .toList())
                .withRead(new ReadPlan(2, Optional.of(stage)).withMode(Mode.STREAMED));
        try (Servers connected = Servers.connect(shop.database(), Optional.empty(), shop.kafka());
                Backfill backfill = connected.prepare(plan)) {
            backfill.start(Pace.AUTOMATIC);
            RunState read = backfill.await(s -> s.stage() == Stage.STAGED, LONG);
            assertThat(read.problem()).isEmpty();
            assertThat(read.snapshotFreed()).isTrue();
            assertThat(read.rowsPublished()).isEqualTo(read.rowsRead()).isPositive();
            assertThat(stage).isEmptyDirectory();
            long rows = 0;
            for (TablePlan table : plan.tables()) {
                List<Message> log = LogReader.committed(shop.kafka(), table.rowsTopic());
                rows += count(log, MessageKind.ROW);
                assertThat(count(log, MessageKind.END)).isZero();
            }
            assertThat(rows).isEqualTo(read.rowsRead());
            assertThat(LogReader.committed(
                            shop.kafka(), plan.tables().getFirst().rowsTopic()))
                    .filteredOn(m -> m.kind().equals(Optional.of(MessageKind.ROW)))
                    .allSatisfy(m -> {
                        JsonNode event = JsonMapper.shared().readTree(m.valueText());
                        assertThat(event.path("op").asString()).isEqualTo("r");
                        assertThat(event.path("before").isNull()).isTrue();
                        assertThat(event.path("after").isObject()).isTrue();
                        assertThat(event.path("after").isEmpty()).isFalse();
                        assertThat(event.path("source").path("table").asString())
                                .isEqualTo(plan.tables().getFirst().table().name());
                        assertThat(event.path("source").path("snapshot").asString())
                                .isEqualTo("true");
                        assertThat(event.path("ts_ms").asLong())
                                .isEqualTo(read.snapshotAt().orElseThrow().toEpochMilli());
                    });
            List<Message> events = LogReader.committed(
                            shop.kafka(), plan.tables().getLast().rowsTopic())
                    .stream()
                    .filter(m -> m.kind().equals(Optional.of(MessageKind.ROW)))
                    .toList();
            assertThat(events)
                    .isNotEmpty()
                    .extracting(m -> m.headers().get("ce_id"))
                    .doesNotHaveDuplicates()
                    .allSatisfy(id -> assertThat(id).startsWith(read.run() + "-"));
            Instant time = read.snapshotAt().orElseThrow().truncatedTo(ChronoUnit.MILLIS);
            assertThat(events).allSatisfy(m -> {
                assertThat(JsonMapper.shared().readTree(m.valueText()).has("order_id"))
                        .isTrue();
                assertThat(m.headers())
                        .containsEntry("ce_specversion", "1.0")
                        .containsEntry("ce_type", "dev.tidemark.row")
                        .containsEntry(
                                "ce_source", "/tidemark/" + shop.database().database() + "/public/order_lines")
                        .containsEntry("content-type", "application/json");
                assertThat(Instant.parse(m.headers().get("ce_time"))).isEqualTo(time);
            });
            backfill.discard();
            assertThat(backfill.await(_ -> false, LONG).stage()).isEqualTo(Stage.DISCARDED);
        }
        for (TablePlan table : plan.tables()) {
            List<Message> log = LogReader.committed(shop.kafka(), table.rowsTopic());
            assertThat(count(log, MessageKind.END)).isZero();
            assertThat(count(log, MessageKind.VOID)).isPositive().isEqualTo(count(log, MessageKind.BEGIN));
            assertThat(log.getLast().kind()).contains(MessageKind.VOID);
            assertThat(count(LogReader.committed(shop.kafka(), table.eventTopic()), MessageKind.VOID))
                    .isPositive();
        }
    }

    private static long count(List<Message> log, MessageKind kind) {
        return log.stream().filter(m -> m.kind().equals(Optional.of(kind))).count();
    }
}
