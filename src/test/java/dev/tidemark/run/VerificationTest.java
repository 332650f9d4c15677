package dev.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.plan.Plan;
import dev.tidemark.plan.ReadPlan;
import dev.tidemark.plan.TablePlan;
import dev.tidemark.problem.ProblemException;
import dev.tidemark.sandbox.DemoShop;
import dev.tidemark.sandbox.SharedServers;
import dev.tidemark.sandbox.TestServers;
import dev.tidemark.wire.HeaderNames;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.RunId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is read back of a run from Kafka agrees with its journal, and is noticed where it does not. */
@ExtendWith(SharedServers.class)
class VerificationTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path stage;

    @Test
    void aCommittedRunIsWholeUntilSomebodyAddsToIt(TestServers servers) throws Exception {
        DemoShop shop = servers.freshShop(200);
        TablePlan table = shop.plan().tables().getFirst();
        RunState end = run(shop, true);

        Verification whole = verify(end.run());

        assertThat(whole.differences()).isEmpty();
        assertThat(whole.committed()).isTrue();
        assertThat(whole.marks()).isEqualTo(whole.places()).isPositive();
        assertThat(whole.tables())
                .extracting(t -> t.table() + " " + t.checksum())
                .containsExactlyElementsOf(end.tables().stream()
                        .map(t -> t.plan().table() + " " + t.checksum().orElseThrow())
                        .toList());
        assertThat(whole.tables().stream()
                        .mapToLong(Verification.TableInLog::rows)
                        .sum())
                .isEqualTo(end.rowsRead())
                .isPositive();

        send(shop, table.rowsTopic(), MessageKind.ROW, end.run(), table);
        send(shop, table.eventTopic(), MessageKind.VOID, end.run(), table);

        assertThat(verify(end.run()).differences())
                .containsExactlyInAnyOrder(
                        "Partition 0 of " + table.rowsTopic() + " has 1 rows of " + table.table()
                                + " outside its begin and end.",
                        "Partition 0 of " + table.eventTopic() + " has a void of a run that was committed.");
    }

    @Test
    void aDiscardedRunHasNoMarkWithoutAVoid(TestServers servers) throws Exception {
        DemoShop shop = servers.freshShop(100);
        RunState end = run(shop, false);

        Verification clean = verify(end.run());

        assertThat(clean.differences()).isEmpty();
        assertThat(clean.committed()).isFalse();
        assertThat(clean.marks()).isPositive();

        TablePlan table = shop.plan().tables().getFirst();
        send(shop, table.eventTopic(), MessageKind.MARK, end.run(), table);
        assertThat(verify(end.run()).differences())
                .containsExactly("Partition 0 of " + table.eventTopic()
                        + " has a mark without a void behind it, of a run that came to nothing.");
    }

    @Test
    void aRunThatIsNotOverIsRefused(TestServers servers) {
        DemoShop shop = servers.freshShop(50);
        try (Servers connected = Servers.connect(shop.database(), Optional.empty(), shop.kafka());
                Backfill backfill = connected.prepare(plan(shop))) {
            backfill.start(Pace.AUTOMATIC);
            RunState read = backfill.await(s -> s.stage() == Stage.STAGED, LONG);
            assertThat(catchThrowableOfType(ProblemException.class, () -> verify(read.run()))
                            .problem()
                            .code())
                    .isEqualTo("run-not-over");
        }
    }

    private Plan plan(DemoShop shop) {
        return shop.plan().withRead(new ReadPlan(2, Optional.of(stage)));
    }

    private RunState run(DemoShop shop, boolean commit) {
        try (Servers connected = Servers.connect(shop.database(), Optional.empty(), shop.kafka());
                Backfill backfill = connected.prepare(plan(shop))) {
            backfill.start(Pace.AUTOMATIC);
            assertThat(backfill.await(s -> s.stage() == Stage.STAGED, LONG).problem())
                    .isEmpty();
            if (commit) {
                backfill.commit();
            } else {
                backfill.discard();
            }
            return backfill.await(_ -> false, LONG);
        }
    }

    private static Verification verify(RunId run) {
        PastRuns runs = PastRuns.ofThisUser();
        return runs.verify(runs.find(run.value()), _ -> {});
    }

    private static void send(DemoShop shop, String topic, MessageKind kind, RunId run, TablePlan table)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, shop.kafka().bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var message = new ProducerRecord<>(topic, 0, "1", "{}");
            Map.of(
                            HeaderNames.KIND, kind.text(),
                            HeaderNames.RUN, run.value(),
                            HeaderNames.TABLE, table.table().toString())
                    .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(message).get();
        }
    }
}
